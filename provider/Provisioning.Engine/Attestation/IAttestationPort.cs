using Provisioning.Model.Agents;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Attestation;

/// <summary>Judges what a TPM said. Pure; random bytes come with the challenge.</summary>
public interface IAttestationPort
{
    /// <summary>Makes the challenge that only the TPM with this endorsement key and attestation key can answer.</summary>
    PortResult<ActivationChallenge> Challenge(AgentAnswer.Identified keys);

    /// <summary>Judges a quote against what we sent.</summary>
    AttestationResult Verify(AgentAnswer.Identified keys, AgentAnswer.Quoted quote, ValueArray<byte> nonce, AttestationBasis basis);
}

/// <summary>A challenge and its answer.</summary>
/// <param name="CredentialBlob">TPM2B_ID_OBJECT.</param>
/// <param name="EncryptedSecret">TPM2B_ENCRYPTED_SECRET.</param>
/// <param name="Secret">What the TPM must answer.</param>
public sealed record ActivationChallenge(ValueArray<byte> CredentialBlob, ValueArray<byte> EncryptedSecret, ValueArray<byte> Secret);

/// <summary>What we know ourselves of the machine that is judged.</summary>
/// <param name="Uki">The UKI that we sent.</param>
/// <param name="Credential">The per-machine data beside it.</param>
/// <param name="KeyActivated">Whether the TPM answered the challenge for these keys.</param>
public sealed record AttestationBasis(ReadOnlyMemory<byte> Uki, ValueArray<byte> Credential, bool KeyActivated);

/// <summary>The judgement.</summary>
/// <param name="Passed">Whether every check that must pass did.</param>
/// <param name="Checks">Each check by name: <c>passed</c>, <c>failed: why</c>, <c>not applicable: why</c>.</param>
/// <param name="Fault">Why not, when it did not pass.</param>
public sealed record AttestationResult(bool Passed, ValueMap<string, string> Checks, Fault? Fault);
