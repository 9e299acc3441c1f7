using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Provisioning.Model.Sites;

namespace Provisioning.Bmc.Transport;

/// <summary>The certificate authorities of a site.</summary>
internal static class Authorities
{
    /// <summary>Reads PEM text where authorities are what decides. False: there is no certificate in it; then why.</summary>
    public static bool TryRead(TlsTrust trust, string? pem, out X509Certificate2Collection? authorities, out string why)
    {
        (authorities, why) = (null, "");
        if (trust != TlsTrust.CertificateAuthority) return true;
        authorities = [];
        try
        {
            authorities.ImportFromPem(pem ?? "");
        }
        catch (CryptographicException exception)
        {
            why = exception.Message;
            return false;
        }

        why = "There is no certificate in the text.";
        return authorities.Count > 0;
    }
}
