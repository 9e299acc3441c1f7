using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;

namespace Provisioning.Attestation.Evidence;

/// <summary>
/// Judges an endorsement certificate (TCG EK Credential Profile): that it is for the key, and that it leads to a maker whom the site
/// trusts. Validity times are not judged: such certificates rarely expire in a useful way, and clocks in racks are wrong. Revocation is
/// not looked up: sites are air-gapped.
/// </summary>
internal static class EndorsementChain
{
    private const string EndorsementUsage = "2.23.133.8.1";
    private const string ExtendedKeyUsage = "2.5.29.37";

    /// <summary>The result of <see cref="AttestationCheckName.EndorsementCertificate"/>.</summary>
    public static AttestationCheckResult Check(TpmPublic key, ReadOnlySpan<byte> certificate, AttestationExpectation expectation)
    {
        if (certificate.IsEmpty) return CheckResults.NotApplicable("the TPM holds no endorsement certificate; the key is recorded");
        using var leaf = Load(certificate);
        if (leaf is null) return CheckResults.Failed(AttestationDiagnostics.Malformed("endorsement certificate", $"{certificate.Length} bytes."));
        if (!IsFor(leaf, key.Key)) return CheckResults.Failed(AttestationDiagnostics.OtherEndorsementKey($"Subject \"{Subject(leaf)}\", issuer \"{leaf.Issuer}\"."));
        if (expectation.TrustedRoots.Count == 0)
        {
            return CheckResults.NotApplicable($"the site trusts no TPM maker yet; issuer \"{leaf.Issuer}\" is recorded");
        }

        return ChainFault(leaf, expectation) is { } seen
            ? CheckResults.Failed(AttestationDiagnostics.UntrustedEndorsement(Subject(leaf), leaf.Issuer, seen))
            : CheckResults.Passed;
    }

    private static string? ChainFault(X509Certificate2 leaf, AttestationExpectation expectation)
    {
        var usage = leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        if (usage is not null && !usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == EndorsementUsage))
        {
            return $"Its usage ({ExtendedKeyUsage}) does not include that of endorsement keys.";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid | X509VerificationFlags.IgnoreCtlNotTimeValid;
        if (!Fill(chain.ChainPolicy.CustomTrustStore, expectation.TrustedRoots) || !Fill(chain.ChainPolicy.ExtraStore, expectation.Intermediates))
        {
            return "One of the site's own certificates of TPM makers cannot be read.";
        }

        if (chain.Build(leaf)) return null;
        var faults = chain.ChainStatus.Where(status => status.Status != X509ChainStatusFlags.NotTimeValid)
            .Select(status => status.Status.ToString()).Distinct();
        return string.Join(", ", faults) + ".";
    }

    /// <summary>Whether the certificate is for the key, by the key's numbers: some makers write an algorithm id that no library opens.</summary>
    private static bool IsFor(X509Certificate2 certificate, TpmKeyMaterial key) => key.Match(
        rsa => HasModulus(certificate, rsa),
        ecc => certificate.PublicKey.EncodedKeyValue.RawData.AsSpan().SequenceEqual((byte[])[4, .. ecc.X, .. ecc.Y]));

    private static bool HasModulus(X509Certificate2 certificate, TpmKeyMaterial.RsaKey key)
    {
        try
        {
            using var opened = RSA.Create();
            opened.ImportRSAPublicKey(certificate.PublicKey.EncodedKeyValue.RawData, out _);
            var numbers = opened.ExportParameters(false);
            return numbers.Modulus.AsSpan().SequenceEqual(key.Modulus) && numbers.Exponent.AsSpan().SequenceEqual(key.Exponent);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool Fill(X509Certificate2Collection store, IReadOnlyList<ReadOnlyMemory<byte>> certificates)
    {
        foreach (var bytes in certificates)
        {
            if (Load(bytes.Span) is not { } certificate) return false;
            _ = store.Add(certificate);
        }

        return true;
    }

    private static X509Certificate2? Load(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(bytes);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Subject(X509Certificate2 certificate) => certificate.Subject.Length == 0 ? "(empty)" : certificate.Subject;
}
