using Provisioning.Model.Attestation;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Evidence;

/// <summary>Short words for results.</summary>
internal static class CheckResults
{
    public static AttestationCheckResult Passed { get; } = new AttestationCheckResult.Passed();

    public static AttestationCheckResult Failed(Diagnostic diagnostic) => new AttestationCheckResult.Failed(diagnostic);

    /// <summary>Passed without a fault, else failed with it.</summary>
    public static AttestationCheckResult From(Diagnostic? fault) => fault is null ? Passed : Failed(fault);

    public static AttestationCheckResult NotApplicable(string reason) => new AttestationCheckResult.NotApplicable(reason);
}
