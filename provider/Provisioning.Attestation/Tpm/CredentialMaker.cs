using System.Buffers.Binary;
using System.Security.Cryptography;
using Provisioning.Attestation.Evidence;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Tpm;

/// <summary>
/// Makes credentials as TPM2_MakeCredential does, without a TPM (TPM 2.0 part 1, section 24). Proves, once answered, that the
/// attestation key is in the TPM that owns the endorsement key.
/// </summary>
public static class CredentialMaker
{
    private const string IdentityUse = "IDENTITY";

    /// <summary>Makes a challenge.</summary>
    /// <param name="endorsementKey">TPMT_PUBLIC or TPM2B_PUBLIC of the endorsement key: RSA, or ECC on a NIST curve.</param>
    /// <param name="attestationKey">TPMT_PUBLIC or TPM2B_PUBLIC of the attestation key.</param>
    /// <param name="secret">What the TPM shall give back: 1 to 32 random bytes.</param>
    public static Outcome<CredentialChallenge> Make(
        ReadOnlySpan<byte> endorsementKey, ReadOnlySpan<byte> attestationKey, ReadOnlySpan<byte> secret)
    {
        if (TpmPublic.Parse(endorsementKey) is not { } endorsement)
        {
            return AttestationDiagnostics.Malformed("endorsement key", $"{endorsementKey.Length} bytes.");
        }

        if (TpmPublic.Parse(attestationKey) is not { } attestation)
        {
            return AttestationDiagnostics.Malformed("attestation key", $"{attestationKey.Length} bytes.");
        }

        if (KeyRules.EndorsementFault(endorsement) is { } fault) return AttestationDiagnostics.UnfitEndorsementKey(fault);
        if (KeyRules.AttestationFault(attestation) is { } unfit) return AttestationDiagnostics.UnfitKey(unfit);
        return Make(endorsement, attestation.Name, secret);
    }

    /// <summary>Makes a challenge for a key of which only the name is known.</summary>
    internal static Outcome<CredentialChallenge> Make(TpmPublic endorsement, ReadOnlySpan<byte> name, ReadOnlySpan<byte> secret)
    {
        var hash = endorsement.NameAlgorithm;
        ArgumentOutOfRangeException.ThrowIfZero(secret.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secret.Length, TpmHash.Size(hash));
        if (WrapSeed(endorsement) is not { } wrapped)
        {
            return AttestationDiagnostics.UnfitEndorsementKey("The key's numbers are not those of a usable key.");
        }

        var cipherKey = KeyDerivation.Counter(hash, wrapped.Seed, "STORAGE", name, endorsement.SymmetricBits);
        var macKey = KeyDerivation.Counter(hash, wrapped.Seed, "INTEGRITY", [], TpmHash.Size(hash) * 8);
        var encrypted = EncryptIdentity(cipherKey, Sized(secret));
        using var hmac = IncrementalHash.CreateHMAC(TpmHash.Name(hash), macKey);
        hmac.AppendData(encrypted);
        hmac.AppendData(name);
        byte[] credential = [.. Sized(hmac.GetHashAndReset()), .. encrypted];
        return new CredentialChallenge(ValueArray.Create<byte>(Sized(credential)), ValueArray.Create<byte>(Sized(wrapped.Secret)));
    }

    /// <summary>A fresh seed, and the form in which it goes to the TPM.</summary>
    private static WrappedSeed? WrapSeed(TpmPublic endorsement) => endorsement.Key.Match(
        rsa => WrapForRsa(rsa, endorsement.NameAlgorithm),
        ecc => WrapForEcc(ecc, endorsement.NameAlgorithm));

    private static WrappedSeed? WrapForRsa(TpmKeyMaterial.RsaKey material, TpmAlgorithm hash)
    {
        using var key = material.Open();
        if (key is null) return null;
        var size = TpmHash.Size(hash);
        var seed = RandomNumberGenerator.GetBytes(size);
        var secret = RsaOaep.Encrypt(key, hash, KeyDerivation.Label(IdentityUse), seed, RandomNumberGenerator.GetBytes(size));
        return secret is null ? null : new WrappedSeed(seed, secret);
    }

    private static WrappedSeed? WrapForEcc(TpmKeyMaterial.EccKey material, TpmAlgorithm hash)
    {
        using var theirs = material.OpenForAgreement();
        if (theirs is null) return null;
        using var ours = ECDiffieHellman.Create(material.Curve.Named);
        var point = ours.ExportParameters(false).Q;
        using var publicKey = theirs.PublicKey;
        var shared = ours.DeriveRawSecretAgreement(publicKey);
        var seed = KeyDerivation.Agreement(hash, shared, IdentityUse, point.X, material.X, TpmHash.Size(hash) * 8);
        return new WrappedSeed(seed, [.. Sized(point.X), .. Sized(point.Y)]);
    }

    /// <summary>AES-CFB with a zero IV. The framework wants whole blocks; CFB's keystream does not, so pad and cut.</summary>
    private static byte[] EncryptIdentity(byte[] key, byte[] identity)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var padded = new byte[(identity.Length + 15) / 16 * 16];
        identity.CopyTo(padded, 0);
        return aes.EncryptCfb(padded, new byte[16], PaddingMode.None, 128)[..identity.Length];
    }

    private static byte[] Sized(ReadOnlySpan<byte> data)
    {
        var sized = new byte[2 + data.Length];
        BinaryPrimitives.WriteUInt16BigEndian(sized, (ushort)data.Length);
        data.CopyTo(sized.AsSpan(2));
        return sized;
    }

    private sealed record WrappedSeed(byte[] Seed, byte[] Secret);
}
