using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Provisioning.Simulator.Racks;

/// <summary>
/// The certificate authority of a rack and the certificates of its BMCs. With a folder they are kept there, so that a rack that is
/// started again has the same fingerprints.
/// </summary>
internal sealed class RackAuthority : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(3650);
    private readonly string? _folder;
    private readonly TimeProvider _time;
    private readonly X509Certificate2 _root;

    public RackAuthority(string rack, string? folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        _root = Load("rack-ca") ?? CreateRoot(rack);
    }

    /// <summary>The CA's certificate as PEM.</summary>
    public string Pem => _root.ExportCertificatePem();

    /// <summary>A certificate for a BMC: the kept one, or a new one.</summary>
    public X509Certificate2 Issue(string server, IPAddress address, bool renew = false) =>
        (renew ? null : Load(server)) ?? Create(server, address);

    public void Dispose() => _root.Dispose();

    private X509Certificate2 CreateRoot(string rack)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + Clean(rack) + " rack CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = _time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Validity);
        return Keep("rack-ca", certificate, key);
    }

    private X509Certificate2 Create(string server, IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + Clean(server), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, true, false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(address);
        if (!address.Equals(IPAddress.Loopback)) names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = _time.GetUtcNow();
        using var certificate = request.Create(_root, now.AddDays(-1), _root.NotAfter, RandomNumberGenerator.GetBytes(12));
        return Keep(server, certificate, key);
    }

    private X509Certificate2 Keep(string name, X509Certificate2 certificate, ECDsa key)
    {
        if (_folder is not null)
        {
            Directory.CreateDirectory(_folder);
            File.WriteAllText(PathOf(name, "pem"), certificate.ExportCertificatePem() + "\n");
            File.WriteAllText(PathOf(name, "key"), key.ExportPkcs8PrivateKeyPem() + "\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(PathOf(name, "key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return certificate.HasPrivateKey ? new X509Certificate2(certificate) : certificate.CopyWithPrivateKey(key);
    }

    private X509Certificate2? Load(string name)
    {
        if (_folder is null || !File.Exists(PathOf(name, "pem")) || !File.Exists(PathOf(name, "key"))) return null;
        var certificate = X509Certificate2.CreateFromPemFile(PathOf(name, "pem"), PathOf(name, "key"));
        return certificate.NotAfter > _time.GetUtcNow().LocalDateTime ? certificate : null;
    }

    private string PathOf(string name, string extension) => Path.Combine(_folder!, name + "." + extension);

    private static string Clean(string name) => new([.. name.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')]);
}
