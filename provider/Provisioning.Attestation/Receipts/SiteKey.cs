using System.Security.Cryptography;
using System.Text;
using Provisioning.Model.Attestation;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Receipts;

/// <summary>A site's public key: ECDSA on P-256.</summary>
/// <param name="File">Where it came from.</param>
/// <param name="Id">SHA-256 of its SubjectPublicKeyInfo in lower-case hexadecimal; what a person compares.</param>
/// <param name="Pem">The key.</param>
public sealed record SiteKey(string File, string Id, string Pem)
{
    internal const int Bits = 256;

    /// <summary>Reads a key.</summary>
    /// <param name="file">Where it came from, for faults.</param>
    /// <param name="pem">SubjectPublicKeyInfo as PEM.</param>
    public static Outcome<SiteKey> Parse(string file, ReadOnlySpan<byte> pem)
    {
        var text = Encoding.UTF8.GetString(pem);
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(text);
            return key.KeySize == Bits
                ? new SiteKey(file, IdOf(key), key.ExportSubjectPublicKeyInfoPem())
                : ReceiptDiagnostics.CannotReadKey(file, $"It has {key.KeySize} bits; {Bits} is right.");
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            return ReceiptDiagnostics.CannotReadKey(file, "It is not an ECDSA public key in PEM.");
        }
    }

    /// <summary>The id of a key.</summary>
    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    internal ECDsa Open()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(Pem);
        return key;
    }
}
