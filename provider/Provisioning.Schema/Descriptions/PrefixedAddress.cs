using System.Globalization;
using System.Net;

namespace Provisioning.Schema.Descriptions;

/// <summary>IP addresses with a prefix length (RFC 4632, section 3.1; RFC 4291, section 2.3).</summary>
public static class PrefixedAddress
{
    /// <summary>Whether the text is an address with a prefix length; bits after the prefix may be set.</summary>
    public static bool IsHost(string text) => TryParse(text, out _, out _);

    /// <summary>Whether the text is a network: no bit is set after the prefix.</summary>
    public static bool IsNetwork(string text) => TryParse(text, out var address, out var length) && IPNetwork.TryParse(text, out var network)
        && network.BaseAddress.Equals(address) && network.PrefixLength == length;

    private static bool TryParse(string text, out IPAddress address, out int length)
    {
        address = IPAddress.None;
        length = 0;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || !HostText.IsOne(text[..slash]) || !IPAddress.TryParse(text[..slash], out var parsed)) return false;
        address = parsed;
        var most = text.Contains(':', StringComparison.Ordinal) ? 128 : 32;
        return int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= most
            && (text[slash + 1] != '0' || text.Length == slash + 2);
    }
}
