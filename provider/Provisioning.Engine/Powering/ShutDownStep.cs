using Provisioning.Engine.Discovery;
using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;
using Provisioning.Model.Powering;

namespace Provisioning.Engine.Powering;

/// <summary>
/// Lets a running system shut itself down before its machine is restarted, so that what it holds in memory reaches its disks. A system that does
/// not listen, or a BMC that cannot ask it, has its power cut once the patience is over.
/// </summary>
internal sealed class ShutDownStep : StepHandler
{
    /// <summary>How long a system may take to shut itself down.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public override StepTraits Traits { get; } = StepTraits.Setting(TimeSpan.FromMinutes(6));

    public override async ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Power.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return new ProbeResult.Failed(fault);
        return seen.State == PowerState.Off ? Holds(("shut_down.power", "Off")) : new ProbeResult.DoesNotHold($"power is {seen.State}");
    }

    public override async ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Power.ActAsync(PowerAction.GracefulOff, cancellationToken);
        return answer.TryGet(out _, out var fault) || fault.Kind is not (FaultKind.NotSupported or FaultKind.Rejected)
            ? answer
            : await context.Machine.Connection.Power.ActAsync(PowerAction.ForceOff, cancellationToken);
    }

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Power.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return Failed(fault);
        var waited = context.Now - (context.Known?.Since ?? context.Now);
        if (seen.State == PowerState.Off) return Done(("shut_down.power", "Off"), ("shut_down.manner", waited > Patience ? "forced" : "graceful"));
        if (waited <= Patience) return new StepResult.InProgress($"power is {seen.State}, the system was asked to shut down");

        // Switching off is convergent: asked for again, it changes nothing.
        if (context.Scope.Forbids() is { } forbidden) return Failed(forbidden);
        var forced = await context.Machine.Connection.Power.ActAsync(PowerAction.ForceOff, cancellationToken);
        return forced.TryGet(out _, out fault) ? new StepResult.InProgress("the system did not shut down, its power is cut") : Failed(fault);
    }

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(Missed(context, checkpoint));
}
