using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Provisioning.Imaging.Sessions;

/// <summary>Unguessable texts: 32 random bytes in base64url.</summary>
internal static class Tokens
{
    /// <summary>A new one.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept and looked up instead of a token: its SHA-256 in hex. Looking up a digest tells nothing by its time.</summary>
    public static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
