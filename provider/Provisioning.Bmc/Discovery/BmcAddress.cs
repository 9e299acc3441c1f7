using System.Net;
using System.Net.Sockets;

namespace Provisioning.Bmc.Discovery;

/// <summary>The address of a BMC as people write it.</summary>
internal static class BmcAddress
{
    /// <summary>Scheme, host and port; null: not an address. Only https is ever spoken.</summary>
    public static Uri? Parse(string address)
    {
        var text = address.Trim().TrimEnd('/');
        const string Scheme = "https://";
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) text = text[Scheme.Length..];
        if (text.Length == 0 || text.Any(character => char.IsWhiteSpace(character) || character is '/' or '@' or '?' or '#' or '\\')) return null;
        if (IPAddress.TryParse(text, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 && text[0] != '[') text = $"[{text}]";
        return Uri.TryCreate(Scheme + text, UriKind.Absolute, out var uri) && uri is { Host.Length: > 0, AbsolutePath: "/" } ? uri : null;
    }
}
