using System.Net.Sockets;

namespace Provisioning.Simulator.Machines.Simulated;

/// <summary>
/// The network of simulated machines is that of QEMU's user networking: the host's loopback is at <see cref="HostAddress"/>, so that
/// one configuration serves simulated and virtual machines of a rack.
/// </summary>
internal static class SimulatedNetwork
{
    /// <summary>The host as machines see it.</summary>
    public const string HostAddress = "10.0.2.2";

    /// <summary>Where a host of that network really is.</summary>
    public static string Route(string host) => host == HostAddress ? "127.0.0.1" : host;

    /// <summary>Connects as a machine of that network does.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(Route(context.DnsEndPoint.Host), context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
