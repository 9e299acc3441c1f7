using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Provisioning.AgentContract.Sessions;

/// <summary>
/// The signing rule: ECDSA over P-256 with SHA-256, the signature as IEEE P1363 (64 bytes) in base64, keys as base64 of the DER
/// SubjectPublicKeyInfo. Both sides build the signed bytes here.
/// </summary>
public static class AgentSignatures
{
    /// <summary>What a session request signs: <c>session\n ticket\n publicKey\n uuid\n serial</c>, the texts as in the JSON.</summary>
    public static byte[] SessionMessage(string ticket, string publicKey, string uuid, string serial) =>
        Encoding.UTF8.GetBytes($"session\n{ticket}\n{publicKey}\n{uuid}\n{serial}");

    /// <summary>What every later request signs: <c>METHOD\n target\n counter\n</c> and the body's SHA-256 in lower-case hex.</summary>
    /// <param name="method"><c>GET</c> or <c>POST</c>.</param>
    /// <param name="target">Path and query as on the request line, e.g. <c>/agent/v1/next?after=3</c>.</param>
    /// <param name="counter">The value of <see cref="AgentHeaders.Counter"/>.</param>
    /// <param name="body">The request's body; empty for GET.</param>
    public static byte[] RequestMessage(string method, string target, long counter, ReadOnlySpan<byte> body) =>
        Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{method}\n{target}\n{counter}\n{Convert.ToHexStringLower(SHA256.HashData(body))}"));

    /// <summary>The public key as the session request carries it.</summary>
    public static string PublicKey(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Signs.</summary>
    public static string Sign(ECDsa key, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToBase64String(key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    /// <summary>Whether the signature is the key's over the message. Garbage in either is simply not a signature.</summary>
    /// <param name="publicKey">Base64 SubjectPublicKeyInfo; any other curve than P-256 is refused.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">Base64.</param>
    public static bool Verify(string publicKey, ReadOnlySpan<byte> message, string signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            return key.KeySize == 256
                && key.VerifyData(
                    message,
                    Convert.FromBase64String(signature),
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception garbage) when (garbage is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
