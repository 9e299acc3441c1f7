using Provisioning.Engine.Planning;
using Provisioning.Engine.Steps;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Attestation;

/// <summary>
/// Holds what was measured against the site's policy: in the attempt that measures, or later, when the policy changed and the system on the disk
/// stays. Nothing is asked of the machine.
/// </summary>
internal sealed class JudgeAttestationStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Look(TimeSpan.FromMinutes(1));

    public override ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var policy = context.Desired.AttestationPolicy!;
        if (MeasuredOf(context) is not { } measured)
            return ValueTask.FromResult(Failed(FaultKind.AttestationFailed, AttestationDiagnostics.NothingIsMeasured(context.Server, policy.Id)));
        var deviations = AttestationRules.Deviations(policy.Content, measured);
        return ValueTask.FromResult(deviations.Count > 0
            ? Failed(FaultKind.AttestationFailed, AttestationDiagnostics.DoesNotMeet(context.Server, policy.Id, deviations))
            : Done(("attestation.policy", policy.Id)));
    }

    // An attempt that measures is judged by its own measurement alone, also where a person took the step for done.
    private static ValueMap<string, string>? MeasuredOf(StepContext context) =>
        !context.Attempt.Steps.Any(step => step.Id == StepIds.Attest) ? context.Record.Measured
        : context.Attempt.Progress.TryGetValue(StepIds.Attest, out var attest) && !attest.Evidence.IsEmpty ? attest.Evidence
        : null;
}
