using Provisioning.Engine.Execution;
using Provisioning.Engine.Firmware;
using Provisioning.Engine.Inventories;
using Provisioning.Engine.Operations;
using Provisioning.Engine.Planning;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Operations;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Drift;

/// <summary>Holds one machine against what is wanted. Reads only, and keeps nothing: neither machine nor store is changed.</summary>
internal sealed class ServerDrifting(EngineCore core, DoorContext context, ServerDesired desired, string? fingerprint)
{
    public async ValueTask<ServerDrift> LookAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(desired.Timeouts.Read, core.Ports.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await CompareAsync(either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Failed(OperationDiagnostics.RanOut(desired.Name, desired.Timeouts.Read, "look"));
        }
    }

    private async ValueTask<ServerDrift> CompareAsync(CancellationToken cancellationToken)
    {
        var record = core.Book.Find(desired.Name) is { Forgotten: false } known ? known : null;
        await using var machine = new MachineSession(
            core.Ports.Bmcs, core.Ports.Store, context, desired.Name, desired.Bmc, fingerprint ?? record?.Fingerprint, forReading: true);
        var opened = await machine.OpenAsync(cancellationToken);
        if (!opened.TryGet(out var connection, out var fault)) return Failed(fault.Diagnostic);
        var answer = await connection.Inventory.ReadAsync(InventoryScope.Identity, cancellationToken);
        if (!answer.TryGet(out var inventory, out fault)) return Failed(fault.Diagnostic);
        if (ClaimRules.WrongMachine(desired.Name, desired.Expect, record, inventory.Identity) is { } wrong) return Failed(wrong);
        if (ServerPlanner.ForeignBaseline(desired, inventory.Identity) is { } foreign) return Failed(foreign);
        var profile = desired.BiosProfile is { } bios ? bios.Content with { Attributes = ManagedSettings.Bios(desired) } : null;
        var look = await MachineLook.TakeAsync(
            connection,
            inventory.Identity,
            inventory.Power.State,
            ManagedKeys.Of(desired),
            profile,
            new ServerObserved { Identity = inventory.Identity },
            cancellationToken);
        if (!look.TryGet(out var taken, out fault)) return Failed(fault.Diagnostic);
        if (taken.Findings.FirstOrDefault(finding => finding.IsError) is { } unfit) return Failed(unfit);
        var seen = taken.Observed;
        return new ServerDrift(
            inventory.Identity,
            connection.Fingerprint,
            [
                .. Differing("bios.", ManagedSettings.Bios(desired), seen.Bios),
                .. Differing("bmc_settings.", ManagedSettings.Bmc(desired), seen.BmcSettings),
                .. Differing("firmware.", ManagedSettings.Firmware(desired), seen.Firmware),
            ],
            ValueArray<Diagnostic>.Empty);
    }

    private static IEnumerable<DriftedValue> Differing(string prefix, ValueMap<string, string> wanted, ValueMap<string, string> seen) =>
        from entry in wanted
        let value = seen.TryGetValue(entry.Key, out var present) && present != CompareFirmwareStep.Absent ? present : null
        where value != entry.Value
        select new DriftedValue(prefix + entry.Key, entry.Value, value);

    private static ServerDrift Failed(Diagnostic diagnostic) =>
        new(null, null, ValueArray<DriftedValue>.Empty, [diagnostic with { Severity = Severity.Error }]);
}
