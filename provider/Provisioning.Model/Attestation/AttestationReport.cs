using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Attestation;

/// <summary>All checks of one machine's evidence, and what was measured. Made by the verifier or, without a TPM, by <see cref="WithoutTpm"/>.</summary>
public sealed record AttestationReport
{
    /// <summary>Every check of <see cref="AttestationCheckName"/>, once, in order.</summary>
    public required ValueArray<AttestationCheck> Checks { get; init; }

    /// <summary>What was measured; absent without a TPM and where the quote cannot be read.</summary>
    public QuoteFacts? Facts { get; init; }

    /// <summary>Whether the machine has a TPM as far as the agent knows.</summary>
    public required bool HasTpm { get; init; }

    /// <summary>The verdict, from the checks alone.</summary>
    public AttestationVerdict Verdict
    {
        get
        {
            var reasons = Failures.ToValueArray();
            if (!reasons.IsEmpty) return new AttestationVerdict.Mismatch(reasons);
            return new AttestationVerdict.Recorded(HasTpm
                ? "measured and recorded; no attestation policy judges it"
                : "the machine has no TPM; nothing was measured");
        }
    }

    /// <summary>
    /// Whether user data and join secrets may go to the machine: nothing failed and, where there is a TPM, what runs is our
    /// image. Without a TPM nothing proves that, and they are sent: the documentation says so.
    /// </summary>
    public bool MayReceiveSecrets =>
        !Failures.Any() && (!HasTpm || (IsPassed(AttestationCheckName.BootedImage) && IsPassed(AttestationCheckName.ImageSections)
            && IsPassed(AttestationCheckName.Signature) && IsPassed(AttestationCheckName.KeyBinding)));

    private IEnumerable<Diagnostic> Failures =>
        Checks.Select(check => check.Result).OfType<AttestationCheckResult.Failed>().Select(failed => failed.Diagnostic);

    /// <summary>The report of a machine without a TPM: nothing is judged, and the reason says why.</summary>
    public static AttestationReport WithoutTpm(string reason) => new()
    {
        HasTpm = false,
        Checks = Enum.GetValues<AttestationCheckName>()
            .Select(name => new AttestationCheck(name, new AttestationCheckResult.NotApplicable(reason)))
            .ToValueArray(),
    };

    /// <summary>The result of one check.</summary>
    /// <exception cref="InvalidOperationException">The report lacks the check; every report has all.</exception>
    public AttestationCheckResult Of(AttestationCheckName name) => Checks.Single(check => check.Name == name).Result;

    /// <summary>Whether one check was made and holds.</summary>
    public bool IsPassed(AttestationCheckName name) => Of(name) is AttestationCheckResult.Passed;
}
