using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Imaging.Trust;

/// <summary>
/// The keys of a site: its certificate authority (P-256), which agents and installed systems pin, and the key that signs receipts. They
/// are made on first use, live in the store's <c>keys</c> folder readable by their owner only, and are never replaced silently.
/// </summary>
public sealed class SiteKeys : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan ServerLifetime = TimeSpan.FromDays(825);

    private readonly X509Certificate2 _authority;
    private readonly TimeProvider _time;

    private SiteKeys(X509Certificate2 authority, ECDsa receiptKey, TimeProvider time)
    {
        _authority = authority;
        _time = time;
        ReceiptKey = receiptKey;
        AuthorityPem = authority.ExportCertificatePem();
    }

    /// <summary>The certificate of the site's authority, PEM; public.</summary>
    public string AuthorityPem { get; }

    /// <summary>The key that signs the receipts of this site. Owned by this object.</summary>
    public ECDsa ReceiptKey { get; }

    /// <summary>
    /// Reads the keys of a folder, and makes those that are not there (BM4040, BM4041). The folder is made with mode 0700, files with 0600.
    /// </summary>
    public static Outcome<SiteKeys> LoadOrCreate(string folder, string site, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var files = new KeyFolder(folder);
        var authorityKey = files.LoadOrCreate("site-ca.key");
        if (authorityKey is not Outcome<ECDsa>.Success { Value: var key }) return Outcome<SiteKeys>.Fail(authorityKey.Diagnostics);
        using (key)
        {
            var certificate = files.LoadOrCreateCertificate("site-ca.pem", key, () => SelfSigned(key, site, time.GetUtcNow()));
            if (certificate is not Outcome<X509Certificate2>.Success { Value: var authority }) return Outcome<SiteKeys>.Fail(certificate.Diagnostics);

            var receipts = files.LoadOrCreate("receipts.key");
            if (receipts is Outcome<ECDsa>.Success { Value: var receiptKey }) return new SiteKeys(authority, receiptKey, time);
            authority.Dispose();
            return Outcome<SiteKeys>.Fail(receipts.Diagnostics);
        }
    }

    /// <summary>
    /// A certificate for the media server, good for the given host names and addresses. Its key lives in memory only: whoever reads the
    /// store cannot take over connections of a server that runs.
    /// </summary>
    public X509Certificate2 IssueServerCertificate(IEnumerable<string> hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=baremetal media server", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, true, false));
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
            else names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        using var issued = request.Create(_authority, Earlier(_time.GetUtcNow()), Later(_time.GetUtcNow(), _authority), serial);
        return issued.CopyWithPrivateKey(key);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _authority.Dispose();
        ReceiptKey.Dispose();
    }

    private static X509Certificate2 SelfSigned(ECDsa key, string site, DateTimeOffset now)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName($"baremetal site CA {site}");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(Earlier(now), now.AddYears(20));
    }

    // Clocks in racks run late: a certificate that begins now would not be valid yet for an installed system that looks at dates.
    private static DateTimeOffset Earlier(DateTimeOffset now) => now.AddDays(-30);

    private static DateTimeOffset Later(DateTimeOffset now, X509Certificate2 authority)
    {
        var end = now + ServerLifetime;
        return end.UtcDateTime < authority.NotAfter.ToUniversalTime() ? end : authority.NotAfter;
    }
}
