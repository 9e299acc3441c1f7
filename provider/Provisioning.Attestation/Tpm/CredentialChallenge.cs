using System.Security.Cryptography;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Tpm;

/// <summary>A credential that only the TPM with the endorsement key, holding the named attestation key, can open.</summary>
/// <param name="CredentialBlob">TPM2B_ID_OBJECT, with its length.</param>
/// <param name="EncryptedSecret">TPM2B_ENCRYPTED_SECRET, with its length.</param>
public sealed record CredentialChallenge(ValueArray<byte> CredentialBlob, ValueArray<byte> EncryptedSecret)
{
    /// <summary>Whether the TPM's answer is the secret; takes the same time whatever differs.</summary>
    public static bool IsAnswered(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> answer) =>
        !secret.IsEmpty && CryptographicOperations.FixedTimeEquals(secret, answer);
}
