using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Provisioning.Attestation.Receipts;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Attestation.Tests.Receipts;

public sealed class ReceiptVerifierTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Whole_chain_holds_in_any_order_of_files()
    {
        var chain = ReceiptSamples.Chain(_key);
        var other = ReceiptSamples.Chain(_key, claim: "c1a2");
        var result = Verify(Enumerable.Reverse([.. chain, .. other]));
        Assert.True(result.Holds);
        Assert.Equal([chain[^1].Digest, other[^1].Digest], result.Chains.Select(found => found.Head));
        Assert.Equal(ReceiptSamples.Way, result.Chains[0].Receipts.Select(receipt => receipt.Summary!.Stage));
        Assert.Equal(["unhold"], result.Chains[0].Receipts[1].Summary!.Overrides);
        Assert.Equal("recorded", result.Chains[0].Receipts[2].Summary!.AttestationVerdict);
    }

    [Fact]
    public void Bundle_is_read_from_files_and_verifies_with_its_own_key()
    {
        ReceiptFile[] files =
        [
            .. ReceiptSamples.Files(ReceiptSamples.Chain(_key)),
            new(ReceiptNames.KeyFile, System.Text.Encoding.ASCII.GetBytes(new ReceiptSigner(_key).PublicKeyPem)),
            new("README.md", default),
        ];
        var bundle = ReceiptBundle.Read(files).Match(success => success.Value, failure => throw new InvalidOperationException(failure.Errors[0].Seen));
        Assert.True(ReceiptVerifier.Verify(bundle.Envelopes, bundle.Keys).Holds);
        Assert.Equal("receipts/c1a1-000001-discovery.dsse.json", bundle.Envelopes[0].Name);
    }

    [Fact]
    public void Nothing_is_not_a_success()
    {
        Assert.False(Verify([]).Holds);
        Assert.Equal(ReceiptDiagnostics.NothingToVerify.Code, Assert.IsType<Outcome<ReceiptBundle>.Failure>(ReceiptBundle.Read([])).Errors[0].Code);
    }

    [Fact]
    public void Key_of_another_site_is_noticed()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var result = ReceiptVerifier.Verify(ReceiptSamples.Files(ReceiptSamples.Chain(_key)), [ReceiptSamples.Key(other)]);
        Assert.False(result.Holds);
        Assert.Empty(result.Chains);
        Assert.All(result.Unusable, verdict => Assert.Equal(ReceiptDiagnostics.SignatureInvalid.Code, verdict.Faults[0].Code));
    }

    [Fact]
    public void Key_of_another_kind_is_refused()
    {
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var pem = System.Text.Encoding.ASCII.GetBytes(large.ExportSubjectPublicKeyInfoPem());
        Assert.False(SiteKey.Parse("k", pem).Succeeded);
        Assert.False(SiteKey.Parse("k", "nonsense"u8).Succeeded);
        Assert.Throws<ArgumentException>(() => new ReceiptSigner(large));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Missing_receipt_breaks_the_chain(int missing)
    {
        var chain = ReceiptSamples.Chain(_key);
        chain.RemoveAt(missing);
        var faults = Faults(Verify(chain));
        Assert.Contains(ReceiptDiagnostics.ChainBroken.Code, faults);
        Assert.Contains(ReceiptDiagnostics.OrderWrong.Code, faults);
    }

    [Fact]
    public void Missing_head_is_noticed_when_it_is_known()
    {
        var chain = ReceiptSamples.Chain(_key);
        var known = ValueMap<string, string>.Empty.Set("c1a1", chain[^1].Digest);
        Assert.True(ReceiptVerifier.Verify(ReceiptSamples.Files(chain), [ReceiptSamples.Key(_key)], known).Holds);
        chain.RemoveAt(chain.Count - 1);
        var cut = ReceiptVerifier.Verify(ReceiptSamples.Files(chain), [ReceiptSamples.Key(_key)], known);
        Assert.False(cut.Holds);
        Assert.Equal(ReceiptDiagnostics.HeadMissing.Code, cut.Chains[0].Faults[0].Code);
    }

    [Fact]
    public void Receipt_that_was_signed_twice_with_other_content_is_noticed()
    {
        var chain = ReceiptSamples.Chain(_key);
        var second = new ReceiptSigner(_key).Sign(ReceiptSamples.Receipt(Stage.Bios, 2, chain[0].Digest) with { Actor = "mallory" });
        Assert.Contains(ReceiptDiagnostics.OrderWrong.Code, Faults(Verify([.. chain, second with { FileName = "receipts/x.dsse.json" }])));
    }

    [Fact]
    public void Another_machine_in_the_chain_is_noticed() => Assert.Contains(
        ReceiptDiagnostics.SubjectChanged.Code,
        Faults(Verify(ReceiptSamples.Chain(_key, change: receipt => receipt.Sequence == 3
            ? receipt with { Server = receipt.Server with { Serial = "SN0002" } }
            : receipt))));

    [Fact]
    public void Time_that_runs_back_is_noticed_and_a_correction_of_the_clock_is_not()
    {
        Assert.Contains(ReceiptDiagnostics.OrderWrong.Code, Faults(Verify(ReceiptSamples.Chain(_key, change: Back(TimeSpan.FromHours(1))))));
        Assert.True(Verify(ReceiptSamples.Chain(_key, change: Back(TimeSpan.FromMinutes(5)))).Holds);

        static Func<Receipt, Receipt> Back(TimeSpan span) =>
            receipt => receipt.Sequence == 3 ? receipt with { CommittedAt = receipt.CommittedAt - span } : receipt;
    }

    [Theory]
    [InlineData(1, Stage.Imaging)]
    [InlineData(4, Stage.Discovery)]
    [InlineData(3, Stage.Retire)]
    public void Stage_that_cannot_come_there_is_noticed(long sequence, Stage stage) => Assert.Contains(
        ReceiptDiagnostics.StageOrderWrong.Code,
        Faults(Verify(ReceiptSamples.Chain(_key, change: receipt => receipt.Sequence == sequence ? receipt with { Stage = stage } : receipt))));

    [Fact]
    public void Another_operation_may_do_a_stage_again() => Assert.True(
        Verify(ReceiptSamples.Chain(_key, change: receipt => receipt.Sequence == 5 ? receipt with { Stage = Stage.Bios, Operation = "op-2" } : receipt)).Holds);

    [Property(MaxTest = 300)]
    public bool Changed_byte_of_payload_or_signature_is_noticed(byte receipt, ushort position, byte change, bool inSignature)
    {
        var chain = ReceiptSamples.Chain(_key);
        var index = receipt % chain.Count;
        var envelope = DsseEnvelope.Parse(chain[index].Envelope)!;
        byte[] bytes = inSignature ? [.. envelope.Signatures[0].Signature] : [.. envelope.Payload];
        bytes[position % bytes.Length] ^= (byte)(change | 1);
        var changed = inSignature
            ? envelope with { Signatures = [envelope.Signatures[0] with { Signature = ValueArray.Create<byte>(bytes) }] }
            : envelope with { Payload = ValueArray.Create<byte>(bytes) };
        chain[index] = chain[index] with { Envelope = changed.ToJson() };
        return !Verify(chain).Holds;
    }

    [Property(MaxTest = 300)]
    public bool Any_bytes_at_all_are_judged_without_an_exception(byte[] bytes) => !Verify([new SignedReceipt("x.dsse.json", bytes, "")]).Holds;

    [Property(MaxTest = 100)]
    public bool Any_signed_JSON_that_is_no_receipt_is_judged_without_an_exception(byte position, string text)
    {
        var statement = ReceiptStatement.Write(ReceiptSamples.Receipt(Stage.Discovery, 1, null));
        var cut = statement.AsSpan(0, position * statement.Length / 256).ToArray();
        byte[] payload = position % 2 == 0 ? cut : System.Text.Encoding.UTF8.GetBytes($"{{\"_type\":\"{(text ?? "").Replace("\"", "", StringComparison.Ordinal)}\"}}");
        var signature = _key.SignData(
            DsseEnvelope.SignedBytes(ReceiptNames.PayloadType, payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var envelope = new DsseEnvelope(
            ReceiptNames.PayloadType, ValueArray.Create<byte>(payload), [new DsseSignature("", ValueArray.Create<byte>(signature))]);
        return !Verify([new SignedReceipt("x.dsse.json", envelope.ToJson(), "")]).Holds;
    }

    private ReceiptVerification Verify(IEnumerable<SignedReceipt> receipts) =>
        ReceiptVerifier.Verify(ReceiptSamples.Files(receipts), [ReceiptSamples.Key(_key)]);

    private static List<DiagnosticCode> Faults(ReceiptVerification result)
    {
        Assert.False(result.Holds);
        return [.. result.Chains.SelectMany(chain => chain.Receipts).Concat(result.Unusable).SelectMany(verdict => verdict.Faults).Select(fault => fault.Code)];
    }
}
