using System.Security.Cryptography;

namespace Provisioning.Attestation.Tpm;

/// <summary>
/// RSASSA-PSS verification with any length of salt (RFC 8017, section 9.1.2). The framework takes one length only; TPMs use that
/// of the digest, or the longest that the key bears (TPM 2.0 part 1, annex B.7).
/// </summary>
internal static class RsaPss
{
    /// <summary>Whether the signature is over the digest.</summary>
    public static bool Verifies(RSAParameters key, TpmAlgorithm hash, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        var size = TpmHash.Size(hash);
        var encoded = RsaMask.PublicOperation(key, signature);

        // The encoding has one bit less than the modulus, whose highest bit is set in every TPM key.
        if (encoded.Length < (2 * size) + 2 || encoded[^1] != 0xBC || (encoded[0] & 0x80) != 0) return false;
        var masked = encoded.AsSpan(0, encoded.Length - size - 1);
        var hashed = encoded.AsSpan(masked.Length, size);
        RsaMask.Apply(hash, hashed, masked);
        masked[0] &= 0x7F;
        var one = masked.IndexOfAnyExcept((byte)0);
        if (one < 0 || masked[one] != 1) return false;
        var expected = TpmHash.Compute(hash, new byte[8], digest.ToArray(), masked[(one + 1)..].ToArray());
        return CryptographicOperations.FixedTimeEquals(hashed, expected);
    }
}
