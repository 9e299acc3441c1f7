using System.Net;

namespace Provisioning.Schema.Descriptions;

/// <summary>The name or IP address of a machine, as a setting of another machine names it: no port, no scheme, no brackets.</summary>
public static class HostText
{
    /// <summary>Whether the text is one; old spellings of IPv4 addresses (<c>10.1</c>, <c>0x0a</c>) are none.</summary>
    public static bool IsOne(string text)
    {
        if (text.Length is 0 or > 253 || text.Any(c => c is <= ' ' or > '~' or '[' or ']' or '%' or '_')) return false;
        return Uri.CheckHostName(text) switch
        {
            UriHostNameType.IPv6 => true,
            UriHostNameType.IPv4 => IPAddress.Parse(text).ToString() == text,
            UriHostNameType.Dns => text.Split('.').All(IsLabel) && !text.Split('.')[^1].All(char.IsAsciiDigit),
            _ => false,
        };
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-';
}
