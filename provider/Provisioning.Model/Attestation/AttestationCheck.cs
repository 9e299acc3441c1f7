namespace Provisioning.Model.Attestation;

/// <summary>One check by name, with its result.</summary>
public sealed record AttestationCheck(AttestationCheckName Name, AttestationCheckResult Result);
