using System.Diagnostics.CodeAnalysis;

namespace Provisioning.Schema.Descriptions;

/// <summary>
/// The address of a BMC in one spelling: <c>https://host[:port]</c>, host in lower case, the port left out when it is 443. Two spellings of
/// one address are equal here, which is how two objects on one machine are found.
/// </summary>
public static class BmcAddress
{
    /// <summary>Reads a name, an IP address, either with a port, an IPv6 address in brackets or bare, or a base URL with https.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        if (string.IsNullOrEmpty(text) || text.Length > 300 || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c > '~')) return false;
        var authority = text;
        if (text.Contains("://", StringComparison.Ordinal))
        {
            if (!text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) return false;
            authority = text["https://".Length..].TrimEnd('/');
        }
        else if (text.Count(c => c == ':') > 1 && text[0] != '[')
        {
            authority = "[" + text + "]";
        }

        if (authority.EndsWith(':') || authority.IndexOfAny(['/', '@', '?', '#', '\\', '%']) >= 0) return false;
        if (!Uri.TryCreate("https://" + authority, UriKind.Absolute, out var parsed)) return false;
        if (parsed.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic || IsMisspelt(HostOf(authority), parsed)) return false;
        if (parsed.Port is < 1 or > 65535) return false;
        address = parsed;
        return true;
    }

    private static string HostOf(string authority)
    {
        if (authority[0] == '[') return authority;
        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? authority : authority[..colon];
    }

    // "10.1", "0x0a000001" and "010.1.0.1" are old spellings of other IPv4 addresses, and "10.1.0.300" would be taken for a name.
    private static bool IsMisspelt(string host, Uri parsed) => parsed.HostNameType switch
    {
        UriHostNameType.IPv4 => parsed.Host != host,
        UriHostNameType.Dns => host.Split('.').All(label => label.All(char.IsAsciiDigit)),
        _ => false,
    };
}
