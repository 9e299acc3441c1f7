using System.Net;
using System.Net.Sockets;

namespace Provisioning.EndToEnd.Tests.Testing;

internal static class Ports
{
    /// <summary>A port of the loopback address that nobody listens on now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
