using System.Text;
using Provisioning.Api.Receipts;
using Provisioning.Host.Composition;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Host.Tests.Composition;

public sealed class ReceiptCallsTests : IDisposable
{
    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("bm-receipts-");
    private readonly ReceiptCalls _calls;

    public ReceiptCallsTests()
    {
        _calls = new ReceiptCalls(new ReceiptFolder(_store.FullName), new FakeAdministration());
        Write("keys/site.pub.pem", "key");
        Receipt("c1-000001-discovery", "n1");
        Receipt("c1-000002-bmc_configuration", "n1");
        Receipt("a0-000001-discovery", "n1");
        Receipt("b9-000001-discovery", "gone");
        Receipt("d7-000001-discovery", "renamed-since");
    }

    public void Dispose() => _store.Delete(recursive: true);

    [Fact]
    public async Task All_claims_are_exported_also_earlier_ones_and_those_of_forgotten_servers() => Assert.Equal(
        ["a0-000001-discovery", "b9-000001-discovery", "c1-000001-discovery", "c1-000002-bmc_configuration", "d7-000001-discovery"], await ExportAsync(null));

    [Theory]
    [InlineData("n1", "a0-000001-discovery c1-000001-discovery c1-000002-bmc_configuration")]
    [InlineData("gone", "b9-000001-discovery")]
    [InlineData("renamed-since", "d7-000001-discovery")]
    public async Task Of_one_server_all_its_claims_are_exported(string server, string names) =>
        Assert.Equal(names.Split(' '), await ExportAsync(server));

    [Fact]
    public async Task A_server_that_nobody_knows_is_told_so()
    {
        var outcome = await _calls.ExportAsync(new ReceiptsRequest("nope"), TestContext.Current.CancellationToken);
        Assert.Equal("BM8209", $"{Assert.Single(outcome.Diagnostics).Code}");
    }

    private async Task<IEnumerable<string>> ExportAsync(string? server)
    {
        var outcome = await _calls.ExportAsync(new ReceiptsRequest(server), TestContext.Current.CancellationToken);
        var files = Assert.IsType<Outcome<ReceiptsExport>.Success>(outcome).Value.Files;
        Assert.Equal("keys/site.pub.pem", files[0].Name);
        return files.Skip(1).Select(file => file.Name["receipts/".Length..^".dsse.json".Length]);
    }

    private void Receipt(string name, string server)
    {
        var payload = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"predicate\":{\"server\":{\"name\":\"" + server + "\"}}}"));
        Write($"receipts/{name}.dsse.json", $$"""{"payloadType":"x","payload":"{{payload}}","signatures":[{"keyid":"k","sig":"AA=="}]}""");
    }

    private void Write(string name, string content)
    {
        var path = Path.Combine(_store.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
