using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;

namespace Provisioning.Attestation.Evidence;

/// <summary>What the two keys show.</summary>
internal sealed class KeyChecks
{
    public KeyChecks(AttestationEvidence evidence, AttestationExpectation expectation)
    {
        AttestationKey = TpmPublic.Parse(evidence.AttestationKey.Span);
        EndorsementKey = TpmPublic.Parse(evidence.EndorsementKey.Span);
        Attributes = AttestationKey is null
            ? CheckResults.Failed(AttestationDiagnostics.Malformed("attestation key", $"{evidence.AttestationKey.Length} bytes."))
            : CheckResults.From(KeyRules.AttestationFault(AttestationKey) is { } fault ? AttestationDiagnostics.UnfitKey(fault) : null);
        Binding = Bind(evidence, expectation);
        Certificate = EndorsementKey is null
            ? CheckResults.Failed(AttestationDiagnostics.Malformed("endorsement key", $"{evidence.EndorsementKey.Length} bytes."))
            : EndorsementChain.Check(EndorsementKey, evidence.EndorsementCertificate.Span, expectation);
    }

    public TpmPublic? AttestationKey { get; }

    public TpmPublic? EndorsementKey { get; }

    public AttestationCheckResult Attributes { get; }

    public AttestationCheckResult Binding { get; }

    public AttestationCheckResult Certificate { get; }

    private AttestationCheckResult Bind(AttestationEvidence evidence, AttestationExpectation expectation)
    {
        if (EndorsementKey is null)
        {
            return CheckResults.Failed(AttestationDiagnostics.Malformed("endorsement key", $"{evidence.EndorsementKey.Length} bytes."));
        }

        if (KeyRules.EndorsementFault(EndorsementKey) is { } fault) return CheckResults.Failed(AttestationDiagnostics.UnfitEndorsementKey(fault));
        return CheckResults.From(expectation.KeyActivated
            ? null
            : AttestationDiagnostics.NotBound("The TPM did not give back the secret that was encrypted for both keys."));
    }
}
