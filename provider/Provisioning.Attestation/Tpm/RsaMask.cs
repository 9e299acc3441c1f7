using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Provisioning.Attestation.Tpm;

/// <summary>What OAEP and PSS have in common (RFC 8017): the mask generation function MGF1 and the bare operation with a public key.</summary>
internal static class RsaMask
{
    /// <summary>Lays the mask of a seed over the target.</summary>
    public static void Apply(TpmAlgorithm hash, ReadOnlySpan<byte> seed, Span<byte> target)
    {
        using var digest = IncrementalHash.CreateHash(TpmHash.Name(hash));
        Span<byte> counter = stackalloc byte[4];
        for (var (number, offset) = (0u, 0); offset < target.Length; number++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(counter, number);
            digest.AppendData(seed);
            digest.AppendData(counter);
            foreach (var value in digest.GetHashAndReset())
            {
                if (offset < target.Length) target[offset++] ^= value;
            }
        }
    }

    /// <summary>The block to the power of the exponent; as long as the modulus. Uses public numbers and fresh random blocks only.</summary>
    public static byte[] PublicOperation(RSAParameters key, ReadOnlySpan<byte> block)
    {
        var result = BigInteger.ModPow(Number(block), Number(key.Exponent!), Number(key.Modulus!));
        return TpmCurve.Pad(result.ToByteArray(isUnsigned: true, isBigEndian: true), key.Modulus!.Length);
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
