using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>Where the plugin listens: a unix socket in a folder of its own, or a TCP port of the loopback where there are none.</summary>
internal sealed record PluginEndpoint : IDisposable
{
    /// <summary>The kernel keeps 108 bytes for a path, with a zero at its end; some systems keep 104.</summary>
    private const int MostPathBytes = 103;

    private readonly string? _folder;

    private PluginEndpoint(EndPoint endpoint, string network, string address, string? folder) =>
        (EndPoint, Network, Address, _folder) = (endpoint, network, address, folder);

    /// <summary>For the listener.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>The word for it in the handshake line.</summary>
    public string Network { get; }

    /// <summary>Its address in the handshake line.</summary>
    public string Address { get; }

    /// <summary>Picks one.</summary>
    /// <param name="folder">Where a socket should be; null: the temporary folder.</param>
    /// <param name="ports">The ports from which one is taken on Windows.</param>
    public static PluginEndpoint Pick(string? folder, (int Least, int Most) ports)
    {
        if (OperatingSystem.IsWindows()) return Tcp(ports);
        var name = "tfbm-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var wanted = Path.Combine(folder ?? Path.GetTempPath(), name);
        if (System.Text.Encoding.UTF8.GetByteCount(wanted) + 2 > MostPathBytes) wanted = Path.Combine("/tmp", name);
        Directory.CreateDirectory(wanted, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(wanted, "s");
        return new PluginEndpoint(new UnixDomainSocketEndPoint(path), "unix", path, wanted);
    }

    /// <summary>Removes the socket and its folder; a listener that was killed would leave them behind.</summary>
    public void Dispose()
    {
        if (_folder is null) return;
        try
        {
            File.Delete(Address);
            Directory.Delete(_folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    // The port is free at this moment; that another program takes it before the listener does is as unlikely here as for every client of go-plugin.
    private static PluginEndpoint Tcp((int Least, int Most) ports)
    {
        for (var port = ports.Least; port <= ports.Most; port++)
        {
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return new PluginEndpoint(
                    new IPEndPoint(IPAddress.Loopback, port), "tcp", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), null);
            }
            catch (SocketException)
            {
                continue;
            }
        }

        throw new IOException(string.Create(CultureInfo.InvariantCulture, $"No port from {ports.Least} to {ports.Most} is free."));
    }
}
