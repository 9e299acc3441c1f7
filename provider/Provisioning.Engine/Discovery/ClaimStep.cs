using Provisioning.Engine.Steps;

namespace Provisioning.Engine.Discovery;

/// <summary>Says under which claim the machine is held; the claim itself is a row of its own that stands before every write.</summary>
internal sealed class ClaimStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Look(TimeSpan.FromMinutes(2));

    public override ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Done(("claim", context.Record.Claim.Text)));
}
