using System.Security.Cryptography;

namespace Provisioning.Attestation.Tpm;

/// <summary>A NIST curve by its number in the TPM (part 2, TPM_ECC_CURVE).</summary>
internal sealed record TpmCurve(ushort Number, int Bytes, ECCurve Named)
{
    private static readonly TpmCurve P256 = new(0x0003, 32, ECCurve.NamedCurves.nistP256);
    private static readonly TpmCurve P384 = new(0x0004, 48, ECCurve.NamedCurves.nistP384);
    private static readonly TpmCurve P521 = new(0x0005, 66, ECCurve.NamedCurves.nistP521);

    /// <summary>The curve of a number; null when we do not know it.</summary>
    public static TpmCurve? Find(ushort number) => number switch
    {
        0x0003 => P256,
        0x0004 => P384,
        0x0005 => P521,
        _ => null,
    };

    /// <summary>A number with zeros before it, up to a length: TPMs may leave leading zeros out.</summary>
    public static byte[] Pad(ReadOnlySpan<byte> number, int length)
    {
        var padded = new byte[length];
        number.CopyTo(padded.AsSpan(length - number.Length));
        return padded;
    }
}
