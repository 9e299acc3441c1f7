using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Provisioning.Benchmarks.Writing;

/// <summary>A CA and a server certificate of it, for the host as it sees itself and as a guest on QEMU's user network sees it.</summary>
internal sealed class SiteCertificate
{
    public SiteCertificate()
    {
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        var ca = new CertificateRequest("CN=benchmark CA", caKey, HashAlgorithmName.SHA256);
        ca.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        ca.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using var caCertificate = ca.CreateSelfSigned(from, to);
        CaPem = caCertificate.ExportCertificatePem();

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=benchmark", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.Parse(GuestMachine.Gateway));
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(caCertificate, from, to, [1, 2, 3, 4]);
        using var whole = issued.CopyWithPrivateKey(key);
        Server = X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    public string CaPem { get; }

    public X509Certificate2 Server { get; }
}
