using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Simulator.Definitions;

/// <summary>What a rack file says.</summary>
public sealed record RackDefinition
{
    /// <summary>The rack's name.</summary>
    public required string Name { get; init; }

    /// <summary>The address that all BMCs listen on.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>The port of the first BMC, the next one for the next; 0 lets the system choose.</summary>
    public int BasePort { get; init; }

    /// <summary>The servers.</summary>
    public required ValueArray<ServerDefinition> Servers { get; init; }

    /// <summary>Reads a rack file's text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">Its name, for messages.</param>
    public static Outcome<RackDefinition> Parse(string text, string file) => RackDefinitionReader.Read(text, file);

    /// <summary>A rack of like servers called <c>sim-1</c>, <c>sim-2</c>…, for tests.</summary>
    /// <param name="count">How many.</param>
    /// <param name="change">Changes each from the default.</param>
    public static RackDefinition Of(int count, Func<ServerDefinition, ServerDefinition>? change = null)
    {
        var servers = Enumerable.Range(1, count)
            .Select(number => Defaults("rack", string.Create(CultureInfo.InvariantCulture, $"sim-{number}")))
            .Select(server => change is null ? server : change(server));
        return new RackDefinition { Name = "rack", Servers = servers.ToValueArray() };
    }

    /// <summary>A server whose serial, UUID, MAC and disk follow from the names of rack and server: the same each time.</summary>
    internal static ServerDefinition Defaults(string rack, string name)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(rack + "/" + name));
        var hex = Convert.ToHexString(digest);
        digest[7] = (byte)((digest[7] & 0x0f) | 0x40);
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        var mac = $"52:54:00:{hex[32..34]}:{hex[34..36]}:{hex[36..38]}".ToLowerInvariant();
        return new ServerDefinition
        {
            Name = name,
            Serial = "RK" + hex[40..48],
            Uuid = new Guid(digest.AsSpan(0, 16)),
            MacAddresses = [mac],
            Disks = [new DiskDefinition("NV" + hex[48..56], 8L << 30, DiskMedium.Nvme, "Rack NVMe")],
        };
    }
}
