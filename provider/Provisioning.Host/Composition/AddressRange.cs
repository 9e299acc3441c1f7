using System.Diagnostics.CodeAnalysis;
using System.Net;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Discovery;

namespace Provisioning.Host.Composition;

/// <summary>The addresses that a person names for discovery: single ones, with a port if need be, and CIDR ranges of at most 65,536 addresses.</summary>
internal static class AddressRange
{
    private const int LeastPrefix = 16;

    /// <summary>All addresses in order, each once; or what is wrong with the first that is no address.</summary>
    public static bool TryExpand(
        ValueArray<string> targets, out ValueArray<string> addresses, [NotNullWhen(false)] out Diagnostic? malformed)
    {
        var all = new List<string>();
        malformed = null;
        addresses = [];
        foreach (var target in targets)
        {
            if (!IsRange(target))
            {
                all.Add(target);
                continue;
            }

            if (!IPNetwork.TryParse(target, out var network) || network.BaseAddress.GetAddressBytes().Length != 4 || network.PrefixLength < LeastPrefix)
            {
                malformed = DiscoveryDiagnostics.RangeIsMalformed(target);
                return false;
            }

            all.AddRange(Hosts(network));
        }

        addresses = all.Distinct(StringComparer.OrdinalIgnoreCase).ToValueArray();
        return true;
    }

    /// <summary>Whether a target stands for several addresses; one of them that does not answer is nothing to speak of.</summary>
    public static bool IsRange(string target) => target.Contains('/', StringComparison.Ordinal);

    private static IEnumerable<string> Hosts(IPNetwork network)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        var first = ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
        var count = 1u << (32 - network.PrefixLength);
        var (from, to) = network.PrefixLength >= 31 ? (0u, count) : (1u, count - 1);
        for (var offset = from; offset < to; offset++)
        {
            var address = first + offset;
            yield return new IPAddress([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address]).ToString();
        }
    }
}
