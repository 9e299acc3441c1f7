using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Provisioning.Attestation.Receipts;
using Provisioning.Attestation.Tests.Programs;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Attestation.Tests.Receipts;

public sealed class DsseTests
{
    [Fact]
    public void Published_vector_has_our_signed_bytes_and_verifies()
    {
        var envelope = DsseEnvelope.Parse(RecordedData.Read("dsse-test-vector", "envelope.json"));
        Assert.NotNull(envelope);
        Assert.Equal(
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
            Encoding.ASCII.GetString(DsseEnvelope.SignedBytes(envelope.PayloadType, envelope.Payload.AsSpan())));
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Number("46950820868899156662930047687818585632848591499744589407958293238635476079160"),
                Y = Number("5640078356564379163099075877009565129882514886557779369047442380624545832820"),
            },
        });
        Assert.True(envelope.IsSignedBy(key));
        Assert.False((envelope with { PayloadType = "http://example.com/HelloWorlds" }).IsSignedBy(key));
    }

    [Fact]
    public void Envelope_signed_by_another_project_verifies()
    {
        var envelope = DsseEnvelope.Parse(RecordedData.Read("keylime", "runtime-policy-test-signed.json"));
        using var key = ECDsa.Create();
        key.ImportFromPem(Encoding.ASCII.GetString(RecordedData.Read("keylime", "runtime-policy-pubkey.pub")));
        Assert.NotNull(envelope);
        Assert.True(envelope.IsSignedBy(key));
    }

    [Fact]
    public void Canonical_form_is_the_one_that_in_toto_signed()
    {
        using var link = JsonDocument.Parse(RecordedData.Read("in-toto-links", "test-ecdsa.98adf386.link"));
        using var key = ECDsa.Create();
        key.ImportFromPem(Encoding.ASCII.GetString(RecordedData.Read("in-toto-links", "ecdsa-test-key-pem.pub")));
        var signature = Convert.FromHexString(link.RootElement.GetProperty("signatures")[0].GetProperty("sig").GetString()!);
        var canonical = Canonical(link.RootElement.GetProperty("signed")).ToBytes();
        Assert.True(key.VerifyData(canonical, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public async Task Openssl_verifies_our_envelope()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signer = new ReceiptSigner(key);
        var signed = signer.Sign(ReceiptSamples.Receipt(Stage.Discovery, 1, null));
        var envelope = DsseEnvelope.Parse(signed.Envelope);
        Assert.NotNull(envelope);
        var folder = Directory.CreateTempSubdirectory("dsse").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), signer.PublicKeyPem, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(
                Path.Combine(folder, "data"), DsseEnvelope.SignedBytes(envelope.PayloadType, envelope.Payload.AsSpan()), TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(folder, "sig"), [.. envelope.Signatures[0].Signature], TestContext.Current.CancellationToken);
            var output = await ForeignProgram.RunAsync(folder, "openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "sig", "data");
            Assert.Contains("Verified OK", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"payload":"AA==","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"*","payloadType":"t","signatures":[{"sig":"AA=="}]}""")]
    [InlineData("""{"payload":"AA==","payload":"AQ==","payloadType":"t","signatures":[{"sig":"AA=="}]}""")]
    [InlineData("""{"payload":"\ud800","payloadType":"t","signatures":[{"sig":"AA=="}]}""")]
    [InlineData("""{"payload":"AA==","payloadType":"t","signatures":[1]}""")]
    public void Anything_else_is_no_envelope(string text) => Assert.Null(DsseEnvelope.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Statement_has_sorted_members_and_no_white_space_and_reads_as_JSON_everywhere()
    {
        var bytes = ReceiptStatement.Write(ReceiptSamples.Receipt(Stage.Imaging, 3, new string('a', 64)));
        using var document = JsonDocument.Parse(bytes);
        Assert.Equal(Canonical(document.RootElement).ToBytes(), bytes);
        Assert.DoesNotContain("\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal("a<b>&'\n", document.RootElement.GetProperty("predicate").GetProperty("after").GetProperty("bios.Ärger \"quoted\"").GetString());
    }

    private static CanonicalObject Canonical(JsonElement element)
    {
        var canonical = new CanonicalObject();
        foreach (var member in element.EnumerateObject())
        {
            _ = member.Value.ValueKind switch
            {
                JsonValueKind.Object => canonical.Add(member.Name, Canonical(member.Value)),
                JsonValueKind.Number => canonical.Add(member.Name, member.Value.GetInt64()),
                JsonValueKind.True or JsonValueKind.False => canonical.Add(member.Name, member.Value.GetBoolean()),
                JsonValueKind.Array when member.Value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object) =>
                    canonical.Add(member.Name, member.Value.EnumerateArray().Select(Canonical)),
                JsonValueKind.Array => canonical.Add(member.Name, member.Value.EnumerateArray().Select(item => item.GetString()!)),
                _ => canonical.Add(member.Name, member.Value.GetString()),
            };
        }

        return canonical;
    }

    private static byte[] Number(string text) =>
        BigInteger.Parse(text, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true) is { Length: < 32 } shorter
            ? [.. new byte[32 - shorter.Length], .. shorter]
            : BigInteger.Parse(text, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true);
}
