using Provisioning.Engine.Discovery;
using Provisioning.Engine.Steps;
using Provisioning.Model.Bios;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Bios;

/// <summary>Writes BIOS settings to the pending ones. They count as set once they are pending or in force; the restart is another step.</summary>
internal sealed class SetBiosSettingsStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Setting(TimeSpan.FromMinutes(3));

    public override async ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var wanted = ManagedSettings.Bios(context.Desired);
        var answer = await context.Machine.Connection.Bios.ReadAsync(wanted.Keys.ToValueArray(), cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return new ProbeResult.Failed(fault);
        if (Refusal(context, wanted, seen) is { } refusal) return new ProbeResult.Failed(refusal);
        context.Material.Bios = seen;
        var missing = Missing(wanted, seen);
        return missing.IsEmpty ? Holds(("bios.settings", "pending or in force")) : new ProbeResult.DoesNotHold($"not set: {string.Join(", ", missing.Keys)}");
    }

    public override async ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var wanted = ManagedSettings.Bios(context.Desired);
        var seen = context.Material.Bios;
        context.Material.Bios = null;
        if (seen is null)
        {
            var answer = await context.Machine.Connection.Bios.ReadAsync(wanted.Keys.ToValueArray(), cancellationToken);
            if (!answer.TryGet(out seen, out var fault)) return fault;
        }

        var missing = Missing(wanted, seen);
        return missing.IsEmpty ? Acceptance.Plain : await context.Machine.Connection.Bios.WriteAsync(missing, cancellationToken);
    }

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken) =>
        OfProbe(await ProbeAsync(context, cancellationToken));

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(Missed(context, checkpoint));

    private static ValueMap<string, string> Missing(ValueMap<string, string> wanted, BiosObservation seen) => ValueMap<string, string>.From(
        wanted.Where(entry => !Is(seen.Pending, entry) && (seen.Pending.ContainsKey(entry.Key) || !Is(seen.Current, entry))));

    private static bool Is(ValueMap<string, string> values, KeyValuePair<string, string> wanted) =>
        values.TryGetValue(wanted.Key, out var value) && string.Equals(value, wanted.Value, StringComparison.Ordinal);

    private static Fault? Refusal(StepContext context, ValueMap<string, string> wanted, BiosObservation seen)
    {
        var profile = new BiosProfile { Name = context.Desired.BiosProfile!.Content.Name, Attributes = wanted };
        foreach (var finding in BiosProfileValidator.Validate(profile, seen))
        {
            if (finding.IsError) return new Fault(FaultKind.Invalid, finding);
        }

        return null;
    }
}
