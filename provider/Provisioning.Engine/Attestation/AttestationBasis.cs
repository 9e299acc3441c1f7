using Provisioning.Model.Collections;

namespace Provisioning.Engine.Attestation;

/// <summary>What we know ourselves of the machine that is judged.</summary>
/// <param name="Uki">The UKI that we sent.</param>
/// <param name="Credential">The per-machine data beside it.</param>
/// <param name="KeyActivated">Whether the TPM answered the challenge for these keys.</param>
public sealed record AttestationBasis(ReadOnlyMemory<byte> Uki, ValueArray<byte> Credential, bool KeyActivated);
