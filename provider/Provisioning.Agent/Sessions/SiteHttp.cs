using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Provisioning.Agent.Sessions;

/// <summary>
/// HTTPS that trusts the site's CA and nothing else. Dates are ignored: clocks are wrong in racks. Names are not: the address asked for
/// must be in the certificate. No proxy, no redirects.
/// </summary>
internal static class SiteHttp
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A client; its own time limit is off because callers set one for each request.</summary>
    /// <param name="caPem">The CA.</param>
    /// <param name="route">Where a host really is, see <see cref="Machines.MachinePorts.Route"/>.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The text holds no certificate.</exception>
    public static HttpClient Create(string caPem, Func<string, string>? route = null)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid,
        };
        policy.CustomTrustStore.ImportFromPem(caPem);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
        };
        handler.SslOptions.CertificateChainPolicy = policy;
        if (route is not null)
        {
            handler.ConnectCallback = (context, cancellationToken) =>
                ConnectAsync(route(context.DnsEndPoint.Host), context.DnsEndPoint.Port, cancellationToken);
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
