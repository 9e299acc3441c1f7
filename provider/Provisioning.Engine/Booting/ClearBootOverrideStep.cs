using Provisioning.Engine.Discovery;
using Provisioning.Engine.Steps;
using Provisioning.Model.Booting;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Booting;

/// <summary>Takes an override away that a BMC did not drop by itself, so that the disk boots next.</summary>
internal sealed class ClearBootOverrideStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Setting(TimeSpan.FromMinutes(2));

    public override async ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Boot.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return new ProbeResult.Failed(fault);
        return seen.Target == BootTarget.None ? Holds(("boot.override", "none")) : new ProbeResult.DoesNotHold($"the override is {seen.Target}");
    }

    public override ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken) =>
        context.Machine.Connection.Boot.SetAsync(new BootOverride(BootTarget.None, Once: false), cancellationToken);

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken) =>
        OfProbe(await ProbeAsync(context, cancellationToken));

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(Missed(context, checkpoint));
}
