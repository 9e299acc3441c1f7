using System.Security.Cryptography;
using System.Text;

namespace Provisioning.EndToEnd.Tests.Secrets;

/// <summary>
/// A secret that is found wherever it got to. Its middle is hexadecimal digits, which no escaping changes: quoted for JSON, a URL or a shell it is
/// still there; around it stand characters that each of them would change.
/// </summary>
/// <param name="Place">Where it was put.</param>
internal sealed record Canary(string Place)
{
    private readonly string _middle = RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>The secret.</summary>
    public string Text => $"k&\"{_middle}\\/+";

    /// <summary>What is looked for: the middle, also as two bytes a character, and the Base64 of a text that has it at any place.</summary>
    public IEnumerable<byte[]> Forms =>
    [
        Encoding.UTF8.GetBytes(_middle),
        Encoding.Unicode.GetBytes(_middle),
        .. Enumerable.Range(0, 3).Select(before => Encoding.ASCII.GetBytes(Inner(before))),
    ];

    // Three bytes make four characters; those that also depend on the bytes before and behind are left out.
    private string Inner(int before)
    {
        var encoded = Convert.ToBase64String([.. new byte[before], .. Encoding.UTF8.GetBytes(_middle)]);
        return encoded[4..^4];
    }
}
