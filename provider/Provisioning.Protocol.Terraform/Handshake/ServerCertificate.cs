using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>
/// The two certificates of one plugin's life. Each side makes its own, and each accepts exactly the other's: the client's comes in the
/// environment, ours goes out in the handshake line. Clients look for the name <c>localhost</c> among the alternative names.
/// </summary>
internal static class ServerCertificate
{
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <summary>A new certificate with its key: P-256, because a client takes it and an RSA key costs a tenth of a second of every start.</summary>
    public static X509Certificate2 Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var certificate = request.CreateSelfSigned(now - ClockDifference, now + Life);
        if (!OperatingSystem.IsWindows()) return certificate;
        using (certificate) return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The certificate as the handshake line has it: base64 without padding, which the client's decoder does not take.</summary>
    public static string ForHandshake(X509Certificate2 certificate) => Convert.ToBase64String(certificate.RawData).TrimEnd('=');

    /// <summary>The client's certificate out of its PEM text; null where that is no certificate.</summary>
    public static X509Certificate2? ReadClient(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
