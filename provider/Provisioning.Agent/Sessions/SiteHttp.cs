using System.Net;
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
    /// <exception cref="System.Security.Cryptography.CryptographicException">The text holds no certificate.</exception>
    public static HttpClient Create(string caPem)
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
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
