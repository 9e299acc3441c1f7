using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Provisioning.Model.Sites;

namespace Provisioning.Bmc.Transport;

/// <summary>Judges the certificate in the handshake, before a byte of a request is sent.</summary>
internal sealed class TlsJudge(TlsTrust trust, string? pinned, X509Certificate2Collection? authorities)
{
    private readonly Lock _gate = new();
    private string? _first = trust == TlsTrust.PinOnFirstUse ? pinned?.ToLowerInvariant() : null;

    /// <summary>The fingerprint of the certificate that was seen last; null: none yet.</summary>
    public string? Seen { get; private set; }

    /// <summary>The fingerprint that is expected; null: any, or not judged so.</summary>
    public string? Expected => _first;

    /// <summary>Whether the last certificate was turned down by us.</summary>
    public bool Refused { get; private set; }

    /// <summary>Why, where an authority had to vouch for it.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Whom the last certificate names.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Until when the last certificate is valid.</summary>
    public DateTimeOffset NotAfter { get; private set; }

    /// <summary>The callback of the handshake.</summary>
    public bool Accept(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null) return Note("", false, "It sent no certificate.");
        Describe(certificate);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData()));
        return trust switch
        {
            TlsTrust.Insecure => Note(fingerprint, true, ""),
            TlsTrust.CertificateAuthority => JudgeByAuthority(certificate, errors, fingerprint),
            _ => JudgeByPin(fingerprint),
        };
    }

    private void Describe(X509Certificate certificate)
    {
        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        (Subject, NotAfter) = (copy.Subject, new DateTimeOffset(copy.NotAfter));
    }

    private bool JudgeByPin(string fingerprint)
    {
        lock (_gate)
        {
            // Later handshakes of this connection must meet the same certificate as the first.
            _first ??= fingerprint;
            Seen = fingerprint;
            Refused = !string.Equals(_first, fingerprint, StringComparison.Ordinal);
            return !Refused;
        }
    }

    private bool JudgeByAuthority(X509Certificate certificate, SslPolicyErrors errors, string fingerprint)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return Note(fingerprint, false, "It is for another host name or address.");
        if (authorities is null || authorities.Count == 0) return Note(fingerprint, false, "No authority is given.");
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        var accepted = chain.Build(copy);
        var reason = string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation.Trim()));
        return Note(fingerprint, accepted, reason);
    }

    private bool Note(string fingerprint, bool accepted, string reason)
    {
        lock (_gate)
        {
            (Seen, Refused, Reason) = (fingerprint, !accepted, reason);
            return accepted;
        }
    }
}
