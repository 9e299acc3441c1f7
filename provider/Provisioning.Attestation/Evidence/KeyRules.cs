using Provisioning.Attestation.Tpm;

namespace Provisioning.Attestation.Evidence;

/// <summary>What a key's attributes must be for its part in attestation. Null when they are right, else what is wrong.</summary>
internal static class KeyRules
{
    private const TpmKeyAttributes Bound =
        TpmKeyAttributes.FixedTpm | TpmKeyAttributes.FixedParent | TpmKeyAttributes.SensitiveDataOrigin | TpmKeyAttributes.Restricted;

    /// <summary>An attestation key: made in this TPM, never leaving it, signing only what the TPM made.</summary>
    public static string? AttestationFault(TpmPublic key)
    {
        var missing = (Bound | TpmKeyAttributes.Sign) & ~key.Attributes;
        if (missing != default) return $"It lacks {missing}.";
        if (key.Attributes.HasFlag(TpmKeyAttributes.Decrypt)) return "It can decrypt as well.";
        if (key.Scheme == TpmAlgorithm.Null) return "It has no signing scheme of its own.";
        return TpmHash.IsStrong(key.NameAlgorithm) ? null : $"Its name is made with {TpmHash.BankName(key.NameAlgorithm)}.";
    }

    /// <summary>An endorsement key: a restricted decryption key with a cipher for its children.</summary>
    public static string? EndorsementFault(TpmPublic key)
    {
        var missing = (Bound | TpmKeyAttributes.Decrypt) & ~key.Attributes;
        if (missing != default) return $"It lacks {missing}.";
        if (key.Attributes.HasFlag(TpmKeyAttributes.Sign)) return "It can sign as well.";
        if (key.Symmetric != TpmAlgorithm.Aes || key.SymmetricBits is not (128 or 256)) return "Its cipher is not AES with 128 or 256 bits.";
        return TpmHash.IsStrong(key.NameAlgorithm) ? null : $"Its name is made with {TpmHash.BankName(key.NameAlgorithm)}.";
    }
}
