using Provisioning.Engine.Steps;

namespace Provisioning.Engine.Readiness;

/// <summary>Declares the machine ready: everything that was asked for is confirmed.</summary>
internal sealed class MarkReadyStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Look(TimeSpan.FromMinutes(1));

    public override ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Done(("ready", "yes")));
}
