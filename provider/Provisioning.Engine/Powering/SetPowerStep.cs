using Provisioning.Engine.Discovery;
using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;
using Provisioning.Model.Powering;

namespace Provisioning.Engine.Powering;

/// <summary>Brings the host's power to the state that is wanted: off is asked for first, and forced at the second try.</summary>
internal sealed class SetPowerStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Setting(TimeSpan.FromMinutes(3));

    public override async ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Power.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return new ProbeResult.Failed(fault);
        return seen.State == context.Desired.Power ? Holds(("power", seen.State.ToString())) : new ProbeResult.DoesNotHold($"power is {seen.State}");
    }

    public override ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var action = context.Desired.Power == PowerState.On
            ? PowerAction.On
            : context.Known is { Tries: > 1 } ? PowerAction.ForceOff : PowerAction.GracefulOff;
        return context.Machine.Connection.Power.ActAsync(action, cancellationToken);
    }

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken) =>
        OfProbe(await ProbeAsync(context, cancellationToken));

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(Missed(context, checkpoint));
}
