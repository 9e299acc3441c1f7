using Provisioning.Engine.Discovery;
using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Booting;

/// <summary>Empties the virtual CD, so that the disk boots next.</summary>
internal sealed class EjectMediaStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Setting(TimeSpan.FromMinutes(2));

    public override async ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Media.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return new ProbeResult.Failed(fault);
        return seen.Inserted ? new ProbeResult.DoesNotHold("a medium is inserted") : Holds(("media.inserted", "no"));
    }

    public override ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken) =>
        context.Machine.Connection.Media.EjectAsync(cancellationToken);

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken) =>
        OfProbe(await ProbeAsync(context, cancellationToken));

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(Missed(context, checkpoint));
}
