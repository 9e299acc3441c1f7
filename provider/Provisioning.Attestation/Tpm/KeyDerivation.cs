using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Provisioning.Attestation.Tpm;

/// <summary>The TPM's key derivation functions (TPM 2.0 part 1, section 11.4.10).</summary>
internal static class KeyDerivation
{
    /// <summary>KDFa: HMAC in counter mode (NIST SP 800-108).</summary>
    /// <param name="hash">The hash below the HMAC.</param>
    /// <param name="key">The key.</param>
    /// <param name="label">The use; a NUL follows it.</param>
    /// <param name="context">The two context values, one after the other.</param>
    /// <param name="bits">The length of the result in bits, a multiple of 8.</param>
    public static byte[] Counter(TpmAlgorithm hash, ReadOnlySpan<byte> key, string label, ReadOnlySpan<byte> context, int bits)
    {
        using var hmac = IncrementalHash.CreateHMAC(TpmHash.Name(hash), key);
        var text = Label(label);
        var result = new byte[bits / 8];
        Span<byte> number = stackalloc byte[4];
        for (var (counter, filled) = (1u, 0); filled < result.Length; counter++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, counter);
            hmac.AppendData(number);
            hmac.AppendData(text);
            hmac.AppendData(context);
            BinaryPrimitives.WriteInt32BigEndian(number, bits);
            hmac.AppendData(number);
            filled += CopyInto(result, filled, hmac.GetHashAndReset());
        }

        return result;
    }

    /// <summary>KDFe: concatenation with a shared secret (NIST SP 800-56A).</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="secret">The x coordinate of the shared point.</param>
    /// <param name="label">The use; a NUL follows it.</param>
    /// <param name="ours">The x coordinate of the ephemeral key.</param>
    /// <param name="theirs">The x coordinate of the TPM's key.</param>
    /// <param name="bits">The length of the result in bits, a multiple of 8.</param>
    public static byte[] Agreement(
        TpmAlgorithm hash, ReadOnlySpan<byte> secret, string label, ReadOnlySpan<byte> ours, ReadOnlySpan<byte> theirs, int bits)
    {
        using var digest = IncrementalHash.CreateHash(TpmHash.Name(hash));
        var text = Label(label);
        var result = new byte[bits / 8];
        Span<byte> number = stackalloc byte[4];
        for (var (counter, filled) = (1u, 0); filled < result.Length; counter++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, counter);
            digest.AppendData(number);
            digest.AppendData(secret);
            digest.AppendData(text);
            digest.AppendData(ours);
            digest.AppendData(theirs);
            filled += CopyInto(result, filled, digest.GetHashAndReset());
        }

        return result;
    }

    /// <summary>A label with the NUL that the TPM counts to it.</summary>
    public static byte[] Label(string label) => Encoding.ASCII.GetBytes(label + '\0');

    private static int CopyInto(byte[] target, int offset, byte[] block)
    {
        var count = Math.Min(block.Length, target.Length - offset);
        block.AsSpan(0, count).CopyTo(target.AsSpan(offset));
        return count;
    }
}
