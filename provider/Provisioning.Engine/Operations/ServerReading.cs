using Provisioning.Engine.Discovery;
using Provisioning.Engine.Execution;
using Provisioning.Engine.Inventories;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Inventories;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Operations;

/// <summary>Looks at one machine, for a refresh or to adopt it. Writes nothing to it.</summary>
internal sealed class ServerReading(EngineCore core, DoorContext context, ServerLook look)
{
    private readonly RowAuthor _author = new(null, context.Actor, context.Door);

    public async ValueTask<ServerOutcome> ReadAsync(CancellationToken cancellationToken)
    {
        var record = core.Book.Find(look.Name);
        if (record is { Forgotten: true } && record.Claim == look.Claim) return new ServerOutcome(null, null, ValueArray<Diagnostic>.Empty);
        if (record is { Forgotten: true }) record = null;
        if (record is not null && look.Claim is { } claim && record.Claim != claim)
        {
            var known = look.Known is { } prior ? Snapshot(claim, prior, record) : null;
            return new ServerOutcome(known, null, [PlanningDiagnostics.ClaimIsOutdated(look.Name, claim, record.Claim)]);
        }

        if (look.Claim is { } shown) await core.ShowAsync(look.Name, shown, context, cancellationToken);
        if (record is { Observed: not null, ObservedAt: { } at } && core.Ports.Time.GetUtcNow() - at < look.MaxAge)
            return new ServerOutcome(EngineCore.SnapshotOf(record), null, ValueArray<Diagnostic>.Empty);

        using var deadline = new CancellationTokenSource(look.Patience, core.Ports.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        await using var machine = Session(record);
        var answer = await SeeAsync(machine, record?.Observed ?? look.Known, either.Token);
        if (!answer.TryGet(out var seen, out var fault)) return Unreached(record, fault);
        if (record is not null && ClaimRules.WrongMachine(look.Name, ExpectedIdentity.Anyone, record, seen.Identity) is { } wrong)
            return new ServerOutcome(EngineCore.SnapshotOf(record), null, [wrong]);
        if (record is null && look.Known is { } expected && expected.Identity.Serial != seen.Identity.Serial)
        {
            return new ServerOutcome(
                Snapshot(look.Claim!.Value, expected, null),
                null,
                [PlanningDiagnostics.IsAnotherMachine(look.Name, $"serial {expected.Identity.Serial} as in the state", seen.Identity)]);
        }

        return record is null
            ? await core.Claims.DecideAsync(token => TakeUpAsync(seen, token), cancellationToken)
            : new ServerOutcome(EngineCore.SnapshotOf(await KeepAsync(record, seen, cancellationToken)), null, ValueArray<Diagnostic>.Empty);
    }

    /// <summary>Takes a server up that this store has no record of, unless somebody else has the machine by now.</summary>
    private async ValueTask<ServerOutcome> TakeUpAsync(ServerObserved seen, CancellationToken cancellationToken)
    {
        if (core.Book.Find(look.Name) is { Forgotten: false } known)
            return new ServerOutcome(EngineCore.SnapshotOf(await KeepAsync(known, seen, cancellationToken)), null, ValueArray<Diagnostic>.Empty);
        if (ClaimRules.Decide(look.Name, look.Claim, look.Bmc.Address, seen.Identity, null, core.Book.All) is ClaimDecision.Refuse refuse)
            return new ServerOutcome(look.Claim is { } claim ? Snapshot(claim, seen, null) : null, null, [refuse.Diagnostic]);
        ValueArray<Diagnostic> worthSaying = look.Claim is null ? [] : [PlanningDiagnostics.WasNeverSeen(look.Name)];
        return new ServerOutcome(EngineCore.SnapshotOf(await KeepAsync(null, seen, cancellationToken)), null, worthSaying);
    }

    public async ValueTask<ServerOutcome> ImportAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(look.Patience, core.Ports.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await AdoptAsync(either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new ServerOutcome(null, null, [Model.Operations.OperationDiagnostics.RanOut(look.Name, look.Patience, null)]);
        }
    }

    private async ValueTask<ServerOutcome> AdoptAsync(CancellationToken cancellationToken)
    {
        await using var machine = Session(null);
        var opened = await machine.OpenAsync(cancellationToken);
        if (!opened.TryGet(out var connection, out var fault)) return new ServerOutcome(null, null, [fault.Diagnostic]);
        var answer = await connection.Inventory.ReadAsync(InventoryScope.Full, cancellationToken);
        if (!answer.TryGet(out var inventory, out fault)) return new ServerOutcome(null, null, [fault.Diagnostic]);
        return await core.Claims.DecideAsync(token => AdoptAsync(connection, inventory, token), cancellationToken);
    }

    private async ValueTask<ServerOutcome> AdoptAsync(IBmcConnection connection, ServerInventory inventory, CancellationToken cancellationToken)
    {
        var known = core.Book.Find(look.Name);
        var own = known is { Forgotten: false } && known.Identity.Serial == inventory.Identity.Serial ? known : null;

        // The state was lost, and the store still knows the machine: its claim goes on.
        var decision = ClaimRules.Decide(look.Name, own?.Claim, look.Bmc.Address, inventory.Identity, null, core.Book.All);
        if (decision is ClaimDecision.Refuse refuse) return new ServerOutcome(null, null, [refuse.Diagnostic]);
        var observed = (own?.Observed ?? new ServerObserved { Identity = inventory.Identity, Lifecycle = LifecycleState.Enrolled }) with
        {
            Identity = inventory.Identity,
            BmcFingerprint = connection.Fingerprint,
            Interfaces = inventory.Interfaces,
            Power = inventory.Power.State,
        };
        if (own is null || !own.Finished)
        {
            await core.Book.AppendAsync(
                _author,
                look.Name,
                new JournalEvent.Claimed(
                    context.Site.Site, look.Bmc.Address, inventory.Identity, own?.Claim ?? new ClaimId(core.NewId()), connection.Fingerprint, Adopted: true, Finished: true),
                cancellationToken);
        }

        var record = await KeepAsync(core.Book.Find(look.Name), observed, cancellationToken);
        return new ServerOutcome(EngineCore.SnapshotOf(record), null, ValueArray<Diagnostic>.Empty);
    }

    private MachineSession Session(ServerRecord? record) => new(
        core.Ports.Bmcs,
        core.Ports.Store,
        context,
        look.Name,
        look.Bmc,
        record is null ? look.Known?.BmcFingerprint : record.Fingerprint,
        forReading: true);

    private async ValueTask<PortResult<ServerObserved>> SeeAsync(MachineSession machine, ServerObserved? known, CancellationToken cancellationToken)
    {
        try
        {
            var opened = await machine.OpenAsync(cancellationToken);
            if (!opened.TryGet(out var connection, out var fault)) return fault;
            var answer = await connection.Inventory.ReadAsync(InventoryScope.Identity, cancellationToken);
            if (!answer.TryGet(out var inventory, out fault)) return fault;
            var taken = await MachineLook.TakeAsync(
                connection,
                inventory.Identity,
                inventory.Power.State,
                new ManagedKeys(look.BiosKeys, look.FirmwareKeys, look.BmcSettingKeys),
                null,
                known ?? new ServerObserved { Identity = inventory.Identity },
                cancellationToken);
            return taken.Match<PortResult<ServerObserved>>(ok => ok.Observed, failed => failed);
        }
        catch (OperationCanceledException) when (machine.IsOpen || cancellationToken.IsCancellationRequested)
        {
            return new Fault(FaultKind.TimedOut, Model.Operations.OperationDiagnostics.RanOut(look.Name, look.Patience, null));
        }
    }

    private async ValueTask<ServerRecord> KeepAsync(ServerRecord? record, ServerObserved seen, CancellationToken cancellationToken)
    {
        record ??= await core.Book.AppendAsync(
            _author,
            look.Name,
            new JournalEvent.Claimed(
                context.Site.Site, look.Bmc.Address, seen.Identity, look.Claim ?? new ClaimId(core.NewId()), seen.BmcFingerprint, Adopted: false, Finished: true),
            cancellationToken);
        var conditions = ConditionRules.Of(record, context.Site.TlsTrust);
        var isSame = record.Observed == seen && record.Conditions == conditions && record.Address == look.Bmc.Address && record.Fingerprint == seen.BmcFingerprint;

        // An unfinished claim's record tells how far its attempts came; a look does not overwrite that. Nor what an operation under way writes.
        if (isSame || !record.Finished || core.Running.ContainsKey(look.Name)) return record;
        return await core.Book.AppendAsync(
            _author, look.Name, new JournalEvent.Looked(look.Bmc.Address, seen.BmcFingerprint, seen, conditions), cancellationToken);
    }

    private ServerOutcome Unreached(ServerRecord? record, Fault fault)
    {
        var snapshot = record is { Observed: not null }
            ? EngineCore.SnapshotOf(record with { Conditions = ConditionRules.Unreachable(record, fault.Diagnostic.Summary) })
            : look is { Known: { } known, Claim: { } claim } ? Snapshot(claim, known, record) : null;
        var mustFail = context.Site.OnUnreachable == UnreachableRule.Fail || snapshot is null || DoorFaults.MustFail(fault.Kind);
        return new ServerOutcome(snapshot, null, [mustFail ? fault.Diagnostic with { Severity = Severity.Error } : PlanningDiagnostics.WasNotReached(look.Name, fault.Diagnostic, fail: false)]);
    }

    private ServerSnapshot Snapshot(ClaimId claim, ServerObserved observed, ServerRecord? record) => new()
    {
        Name = look.Name,
        Address = look.Bmc.Address,
        Claim = claim,
        Observed = observed,
        ReceiptHead = record?.Claim == claim ? record.ReceiptHead : null,
        ReceiptCount = record?.Claim == claim ? record.ReceiptCount : 0,
    };
}
