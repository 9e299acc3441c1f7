using System.Security.Cryptography;
using Provisioning.Attestation.Receipts;
using Provisioning.Cli.Tests.Commands;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Cli.Tests.Receipts;

public sealed class VerifyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bm-verify-");
    private readonly Desk _desk = new();
    private readonly string _head;

    public VerifyTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signer = new ReceiptSigner(key);
        var first = Keep(signer.Sign(Receipt(Stage.Discovery, 1, null)));
        _head = Keep(signer.Sign(Receipt(Stage.Bios, 2, first)));
        Write("keys/site.pub.pem", System.Text.Encoding.ASCII.GetBytes(signer.PublicKeyPem));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("garbage")]
    [InlineData("c1a1=garbage")]
    [InlineData("c1a1=")]
    [InlineData("")]
    public async Task A_head_that_is_no_digest_is_an_error_and_nothing_is_said_to_hold(string head)
    {
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync("receipts", "verify", _folder.FullName, "--head", head));
        Assert.Contains("BM8158", _desk.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("holds", _desk.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c1a1=")]
    [InlineData("another=")]
    public async Task A_head_that_no_chain_ends_with_fails(string claim)
    {
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync("receipts", "verify", _folder.FullName, "--head", claim + new string('a', 64)));
        Assert.Contains("BM8159", _desk.Error, StringComparison.Ordinal);
        Assert.Contains("Not everything holds.", _desk.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c1a1=")]
    public async Task A_head_that_a_chain_ends_with_holds(string claim)
    {
        Assert.Equal(ExitCode.Done, await _desk.TypeAsync("receipts", "verify", _folder.FullName, "--head", claim + _head));
        Assert.Contains("Everything holds.", _desk.Output, StringComparison.Ordinal);
    }

    private static Receipt Receipt(Stage stage, long sequence, string? parent) => new()
    {
        Server = new ReceiptServer("hall-1", "gpu-n01", "4c4c4544-0001-4000-8000-000000000001", "SN0001", "c1a1"),
        Stage = stage,
        Sequence = sequence,
        ParentSha256 = parent,
        Operation = "op-1",
        Actor = "anna",
        Door = "terraform",
        EngineVersion = "0.1.0",
        CommittedAt = FakeEngine.Now.AddMinutes(sequence),
        Before = ValueMap<string, string>.Empty,
        After = ValueMap<string, string>.Empty,
        Documents = ValueMap<string, string>.Empty,
        Overrides = [],
        QuirksSha256 = new string('0', 64),
    };

    private string Keep(SignedReceipt receipt)
    {
        Write(receipt.FileName, receipt.Envelope);
        return receipt.Digest;
    }

    private void Write(string name, ReadOnlyMemory<byte> content)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content.Span);
    }
}
