using System.Globalization;
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

    /// <summary>
    /// The one spelling of an address, by which a BMC is known wherever something is remembered of it: scheme, host in lower case and port. A name and
    /// the addresses that it resolves to stay different.
    /// </summary>
    /// <param name="root">What <see cref="Parse"/> gave.</param>
    public static string Canonical(Uri root)
    {
        // Uri has put IP addresses into their usual form and names into lower case. IdnHost keeps the zone of a link-local address, without brackets.
        var host = root.HostNameType switch
        {
            UriHostNameType.IPv6 when IPAddress.TryParse(root.Host, out var ip) && ip.IsIPv4MappedToIPv6 => ip.MapToIPv4().ToString(),
            UriHostNameType.IPv6 => $"[{root.IdnHost.Replace("%25", "%", StringComparison.Ordinal)}]",
            _ => root.IdnHost.TrimEnd('.').ToLowerInvariant(),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{root.Scheme}://{host}:{root.Port}");
    }
}
