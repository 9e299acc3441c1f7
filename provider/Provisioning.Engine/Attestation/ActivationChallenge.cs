using Provisioning.Model.Collections;

namespace Provisioning.Engine.Attestation;

/// <summary>A challenge and its answer.</summary>
/// <param name="CredentialBlob">TPM2B_ID_OBJECT.</param>
/// <param name="EncryptedSecret">TPM2B_ENCRYPTED_SECRET.</param>
/// <param name="Secret">What the TPM must answer.</param>
public sealed record ActivationChallenge(ValueArray<byte> CredentialBlob, ValueArray<byte> EncryptedSecret, ValueArray<byte> Secret);
