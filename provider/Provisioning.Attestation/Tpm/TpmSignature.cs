using System.Security.Cryptography;

namespace Provisioning.Attestation.Tpm;

/// <summary>A signature of the TPM (part 2, TPMT_SIGNATURE): RSASSA, RSAPSS or ECDSA.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Hash">The hash of what was signed.</param>
/// <param name="First">The RSA signature, or ECDSA's r.</param>
/// <param name="Second">ECDSA's s, else empty.</param>
internal sealed record TpmSignature(TpmAlgorithm Scheme, TpmAlgorithm Hash, byte[] First, byte[] Second)
{
    /// <summary>Reads a signature; null when it is of another scheme, or when something follows.</summary>
    public static TpmSignature? Parse(ReadOnlySpan<byte> data)
    {
        var reader = new TpmReader(data);
        var scheme = reader.Algorithm();
        if (scheme is not (TpmAlgorithm.RsaSsa or TpmAlgorithm.RsaPss or TpmAlgorithm.EcDsa)) return null;
        var hash = reader.Algorithm();
        var first = reader.Sized();
        var second = scheme == TpmAlgorithm.EcDsa ? reader.Sized() : [];
        return reader.IsComplete && TpmHash.Size(hash) != 0 ? new TpmSignature(scheme, hash, first, second) : null;
    }

    /// <summary>Whether the key made this signature over the data.</summary>
    public bool Verifies(TpmPublic key, ReadOnlySpan<byte> data)
    {
        var digest = TpmHash.Compute(Hash, data);
        return key.Key.Match(rsa => VerifiesRsa(rsa, digest), ecc => VerifiesEcc(ecc, digest));
    }

    private bool VerifiesRsa(TpmKeyMaterial.RsaKey material, byte[] digest)
    {
        using var key = material.Open();
        if (key is null || Scheme == TpmAlgorithm.EcDsa || First.Length != material.Modulus.Length) return false;
        return Scheme == TpmAlgorithm.RsaSsa
            ? key.VerifyHash(digest, First, TpmHash.Name(Hash), RSASignaturePadding.Pkcs1)
            : RsaPss.Verifies(key.ExportParameters(false), Hash, digest, First);
    }

    private bool VerifiesEcc(TpmKeyMaterial.EccKey material, byte[] digest)
    {
        var size = material.Curve.Bytes;
        if (Scheme != TpmAlgorithm.EcDsa || First.Length > size || Second.Length > size) return false;
        using var key = material.Open();
        byte[] signature = [.. TpmCurve.Pad(First, size), .. TpmCurve.Pad(Second, size)];
        return key is not null && key.VerifyHash(digest, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
