using System.Security.Cryptography.X509Certificates;
using Provisioning.Agent.Tpm;
using Provisioning.Attestation.Evidence;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;

namespace Provisioning.Attestation.Tests.Evidence;

/// <summary>Certificates of TPMs that people can buy.</summary>
public sealed class EndorsementChainTests
{
    [Theory]
    [InlineData("nuvoton-ecdsa-ek.der", "NUVO_2110.pem")]
    [InlineData("st-rsa-ek.der", "STM_RSA_05I.pem,STM_RSA_RT.pem,GS_TPM_RT.pem")]
    public void Certificate_of_a_TPM_maker_leads_to_the_makers_certificate(string certificate, string issuers)
    {
        var leaf = RecordedData.Read("tpm-ek-certificates", certificate);
        var key = KeyOf(leaf);
        Assert.Equal(new AttestationCheckResult.Passed(), EndorsementChain.Check(key, leaf, Trusting(issuers.Split(','))));

        var untrusted = EndorsementChain.Check(key, leaf, Trusting("INTEL_RT.pem"));
        Assert.Equal(AttestationDiagnostics.EndorsementUntrusted.Code, Assert.IsType<AttestationCheckResult.Failed>(untrusted).Diagnostic.Code);
        Assert.IsType<AttestationCheckResult.NotApplicable>(EndorsementChain.Check(key, leaf, Trusting()));
    }

    [Fact]
    public void Certificate_of_another_TPM_is_refused()
    {
        var result = EndorsementChain.Check(
            KeyOf(RecordedData.Read("tpm-ek-certificates", "nuvoton-ecdsa-ek.der")),
            RecordedData.Read("tpm-ek-certificates", "st-rsa-ek.der"),
            Trusting("STM_RSA_05I.pem"));
        Assert.Equal(AttestationDiagnostics.EndorsementKeyMismatch.Code, Assert.IsType<AttestationCheckResult.Failed>(result).Diagnostic.Code);
    }

    [Fact]
    public void Absent_certificate_is_recorded_as_absent_and_nonsense_is_a_failure()
    {
        var key = KeyOf(RecordedData.Read("tpm-ek-certificates", "st-rsa-ek.der"));
        Assert.IsType<AttestationCheckResult.NotApplicable>(EndorsementChain.Check(key, [], Trusting("STM_RSA_05I.pem")));
        Assert.IsType<AttestationCheckResult.Failed>(EndorsementChain.Check(key, [1, 2, 3], Trusting("STM_RSA_05I.pem")));
    }

    private static AttestationExpectation Trusting(params string[] roots) => new()
    {
        Nonce = default,
        KeyActivated = false,
        TrustedRoots = [.. roots.Select(name =>
        {
            using var root = X509CertificateLoader.LoadCertificateFromFile(RecordedData.Find("tpm-ek-certificates", "tpm_cert_store", name));
            return (ReadOnlyMemory<byte>)root.RawData;
        })],
    };

    /// <summary>The key as the TPM would show it.</summary>
    private static TpmPublic KeyOf(byte[] certificate)
    {
        using var loaded = X509CertificateLoader.LoadCertificate(certificate);
        var area = new TpmBuffer();
        if (loaded.GetRSAPublicKey() is { } rsa)
        {
            _ = area.UInt16(0x0001).UInt16(0x000B).UInt32(0x000300B2).Sized([]).UInt16(0x0006).UInt16(128).UInt16(0x0043).UInt16(0x0010)
                .UInt16((ushort)rsa.KeySize).UInt32(0).Sized(rsa.ExportParameters(false).Modulus);
        }
        else
        {
            var point = loaded.GetECDsaPublicKey()!.ExportParameters(false).Q;
            _ = area.UInt16(0x0023).UInt16(0x000B).UInt32(0x000300B2).Sized([]).UInt16(0x0006).UInt16(128).UInt16(0x0043).UInt16(0x0010)
                .UInt16(0x0003).UInt16(0x0010).Sized(point.X).Sized(point.Y);
        }

        return TpmPublic.Parse(area.ToArray())!;
    }
}
