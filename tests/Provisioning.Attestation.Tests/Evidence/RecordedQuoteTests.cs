using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Provisioning.Agent.Tpm;
using Provisioning.Attestation.EventLogs;
using Provisioning.Attestation.Evidence;
using Provisioning.Attestation.Tests.EventLogs;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Tests.Evidence;

/// <summary>Quotes that others recorded on TPMs that we never had.</summary>
public sealed class RecordedQuoteTests
{
    [Fact]
    public void Quote_of_a_Windows_machine_verifies_and_its_log_replays_to_its_registers()
    {
        using var dump = JsonDocument.Parse(RecordedData.Read("go-attestation-dumps", "windows_gcp_shielded_vm.json"));
        var root = dump.RootElement;
        var key = TpmPublic.Parse(root.GetProperty("AK").GetProperty("Public").GetBytesFromBase64());
        var attest = root.GetProperty("Quote").GetProperty("Quote").GetBytesFromBase64();
        var signature = TpmSignature.Parse(root.GetProperty("Quote").GetProperty("Signature").GetBytesFromBase64());
        var quote = TpmQuote.Parse(attest);
        Assert.NotNull(key);
        Assert.NotNull(signature);
        Assert.NotNull(quote);
        Assert.True(signature.Verifies(key, attest));
        Assert.False(signature.Verifies(key, [.. attest, 0]));
        Assert.Equal(root.GetProperty("Quote").GetProperty("Nonce").GetString() ?? "", Convert.ToBase64String(quote.ExtraData));

        var log = RecordedEventLogTests.Parse(root.GetProperty("Log").GetProperty("Raw").GetBytesFromBase64());
        var registers = root.GetProperty("Log").GetProperty("PCRs").EnumerateArray()
            .ToDictionary(pcr => pcr.GetProperty("Index").GetInt32(), pcr => pcr.GetProperty("Digest").GetBytesFromBase64());
        for (var pcr = 0; pcr < 8; pcr++) Assert.Equal(registers[pcr], log.Replay(pcr, TpmAlgorithm.Sha1));
        Assert.Equal(
            quote.PcrDigest, TpmHash.Compute(TpmAlgorithm.Sha1, [.. quote.Selections[0].Pcrs.Select(pcr => registers[pcr])]));
        Assert.Equal(SecureBootState.On, EventLogRules.SecureBoot(log, TpmAlgorithm.Sha1));
    }

    [Fact]
    public void Quote_over_SHA1_is_judged_weak_though_it_verifies()
    {
        using var dump = JsonDocument.Parse(RecordedData.Read("go-attestation-dumps", "windows_gcp_shielded_vm.json"));
        var root = dump.RootElement;
        var report = AttestationVerifier.Verify(
            new AttestationEvidence
            {
                EndorsementKey = RecordedData.Read("keylime", "ek.pub"),
                AttestationKey = root.GetProperty("AK").GetProperty("Public").GetBytesFromBase64(),
                Quote = root.GetProperty("Quote").GetProperty("Quote").GetBytesFromBase64(),
                Signature = root.GetProperty("Quote").GetProperty("Signature").GetBytesFromBase64(),
                EventLog = root.GetProperty("Log").GetProperty("Raw").GetBytesFromBase64(),
            },
            new AttestationExpectation { Nonce = new byte[] { 1 }, KeyActivated = true });
        Assert.Equal(AttestationDiagnostics.BankWeak.Code, Failure(report, AttestationCheckName.Signature));
        Assert.Equal(AttestationDiagnostics.NonceMismatch.Code, Failure(report, AttestationCheckName.Nonce));
        Assert.Equal(AttestationDiagnostics.BankWeak.Code, Failure(report, AttestationCheckName.PcrSelection));
    }

    [Fact]
    public void Quote_of_keylime_verifies()
    {
        var key = TpmPublic.Parse(RecordedData.Read("keylime", "ak.pub"));
        var signature = TpmSignature.Parse(RecordedData.Read("keylime", "quotesig.out"));
        var attest = RecordedData.Read("keylime", "quote.out");
        Assert.NotNull(key);
        Assert.NotNull(signature);
        Assert.NotNull(TpmQuote.Parse(attest));
        Assert.True(signature.Verifies(key, attest));

        using var pem = RSA.Create();
        pem.ImportFromPem(Encoding.ASCII.GetString(RecordedData.Read("keylime", "akpub.pem")));
        Assert.Equal(pem.ExportParameters(false).Modulus, Assert.IsType<TpmKeyMaterial.RsaKey>(key.Key).Modulus);
        Assert.Null(KeyRules.EndorsementFault(TpmPublic.Parse(RecordedData.Read("keylime", "ek.pub"))!));
    }

    [Fact]
    public void Quote_of_rust_keylime_can_be_read()
    {
        var parts = Encoding.ASCII.GetString(RecordedData.Read("rust-keylime", "test-quote.txt")).Trim()[1..].Split(':');
        Assert.NotNull(TpmQuote.Parse(Convert.FromBase64String(parts[0])));
        Assert.NotNull(TpmSignature.Parse(Convert.FromBase64String(parts[1])));
    }

    [Fact]
    public void Quote_of_a_cloud_machine_verifies_with_its_own_key_and_not_with_that_of_another()
    {
        var key = AzureKey();
        using var quote = JsonDocument.Parse(RecordedData.Read("azure-vtpm", "tpm-quote-v1.json"));
        var attest = Convert.FromHexString(quote.RootElement.GetProperty("message").GetString()!);
        var signature = Signature(Convert.FromHexString(quote.RootElement.GetProperty("signature").GetString()!));
        Assert.True(signature.Verifies(key, attest));
        var registers = quote.RootElement.GetProperty("pcrs").EnumerateArray().Select(pcr => Convert.FromHexString(pcr.GetString()!)).ToArray();
        Assert.Equal(TpmQuote.Parse(attest)!.PcrDigest, TpmHash.Compute(TpmAlgorithm.Sha256, registers));

        Assert.False(Signature(RecordedData.Read("azure-vtpm", "tpm-quote.sig")).Verifies(key, RecordedData.Read("azure-vtpm", "tpm-quote.msg")));
    }

    /// <summary>The attestation key is a JSON web key inside the report.</summary>
    private static TpmPublic AzureKey()
    {
        var report = RecordedData.Read("azure-vtpm", "hcl-report.bin");
        var start = report.AsSpan().IndexOf("{\"keys\""u8);
        var length = BinaryPrimitives.ReadInt32LittleEndian(report.AsSpan(start - 4));
        using var document = JsonDocument.Parse(report.AsMemory(start, length));
        var jwk = document.RootElement.GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("kid").GetString() == "HCLAkPub");
        var modulus = Base64Url.DecodeFromChars(jwk.GetProperty("n").GetString());
        var area = new TpmBuffer().UInt16(0x0001).UInt16(0x000B).UInt32(0x00050072).Sized([])
            .UInt16(0x0010).UInt16(0x0010).UInt16((ushort)(modulus.Length * 8)).UInt32(0).Sized(modulus).ToArray();
        return TpmPublic.Parse(area)!;
    }

    private static TpmSignature Signature(byte[] raw) =>
        TpmSignature.Parse(new TpmBuffer().UInt16(0x0014).UInt16(0x000B).Sized(raw).ToArray())!;

    private static DiagnosticCode Failure(AttestationReport report, AttestationCheckName name) =>
        Assert.IsType<AttestationCheckResult.Failed>(report.Of(name)).Diagnostic.Code;
}
