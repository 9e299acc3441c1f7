using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Provisioning.Model.Collections;
using Provisioning.Model.Sites;

namespace Provisioning.Imaging.Serving;

/// <summary>Where the media server listens and under which addresses machines reach it.</summary>
/// <param name="Bmc">The base address for BMCs.</param>
/// <param name="Agents">The base addresses for agents and installed systems, tried in this order.</param>
/// <param name="Hosts">All names and addresses that the server's certificate must be good for.</param>
internal sealed record MediaAddresses(Uri Bmc, ValueArray<Uri> Agents, ValueArray<string> Hosts)
{
    // QEMU's user-mode network shows the host's loopback interface to its guest under this address.
    private const string QemuHost = "10.0.2.2";

    /// <summary>The address to listen on: the site's, or loopback with a port that the system chooses.</summary>
    public static IPEndPoint? Listen(MediaSettings settings) =>
        settings.Listen is null ? new IPEndPoint(IPAddress.Loopback, 0) : IPEndPoint.TryParse(settings.Listen, out var endpoint) ? endpoint : null;

    /// <summary>A base address of the settings that is none; null: all are.</summary>
    public static string? Malformed(MediaSettings settings) => Parts(settings.BmcBase).Concat(Parts(settings.AgentBase))
        .FirstOrDefault(part => !Uri.TryCreate(part, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"));

    /// <summary>
    /// The addresses, once the port is known. A base of the site's settings may be several, separated by commas, and a port 0 in it stands for
    /// the port that is listened on. Without settings they follow from what is listened on.
    /// </summary>
    public static MediaAddresses Of(MediaSettings settings, IPEndPoint bound)
    {
        var own = Own(bound).ToList();
        var bmc = Bases(settings.BmcBase, bound.Port).ToList();
        var agents = Bases(settings.AgentBase, bound.Port).ToList();
        if (agents.Count == 0) agents = bmc.Count > 0 ? bmc : own;
        if (bmc.Count == 0) bmc = own;
        var hosts = bmc.Concat(agents).Concat(own).Select(address => address.Host.Trim('[', ']')).Append("localhost").Distinct();
        return new MediaAddresses(bmc[0], agents.ToValueArray(), hosts.ToValueArray());
    }

    private static IEnumerable<Uri> Bases(string? text, int port) =>
        Parts(text).Select(part => new Uri(part)).Select(address => address.Port == 0 ? new UriBuilder(address) { Port = port }.Uri : address);

    private static string[] Parts(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<Uri> Own(IPEndPoint bound)
    {
        IEnumerable<string> hosts = bound.Address switch
        {
            var any when any.Equals(IPAddress.Any) || any.Equals(IPAddress.IPv6Any) => Routable().Append("127.0.0.1"),
            var loop when IPAddress.IsLoopback(loop) => [Text(loop), QemuHost],
            var one => [Text(one)],
        };
        return hosts.Select(host => new Uri(string.Create(CultureInfo.InvariantCulture, $"https://{host}:{bound.Port}")));
    }

    private static IEnumerable<string> Routable() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(nic => nic.OperationalStatus == OperationalStatus.Up && nic.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(nic => nic.GetIPProperties().UnicastAddresses)
        .Where(unicast => unicast.Address.AddressFamily == AddressFamily.InterNetwork)
        .Select(unicast => Text(unicast.Address));

    private static string Text(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
