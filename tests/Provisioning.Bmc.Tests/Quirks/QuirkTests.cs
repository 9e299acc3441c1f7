using Provisioning.Bmc.Quirks;
using Provisioning.Bmc.Tests.Recorded;
using Provisioning.Bmc.Tests.Testing;
using Provisioning.Engine.Inventories;
using Provisioning.Model.Discovery;

namespace Provisioning.Bmc.Tests.Quirks;

public sealed class QuirkTests
{
    private const string Pack = """
        pack: own
        quirks:
          - id: own-close
            applies_to: { vendor: "Rack*" }
            behaviour: http.connection
            value: close
            standard: Connections are kept.
            seen: They break.
            instead: They are closed.
            citation: a note
            confidence: assumed
        """;

    [Fact]
    public void Shipped_packs_can_be_read_and_have_a_digest()
    {
        Assert.NotEmpty(QuirkCatalogue.Shipped.Packs);
        Assert.Matches("^[0-9a-f]{64}$", QuirkCatalogue.Shipped.Digest);
    }

    [Fact]
    public void Pack_of_an_operator_adds_a_behaviour_and_changes_the_digest()
    {
        var folder = Directory.CreateTempSubdirectory("quirks").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "own.yaml"), Pack);
            var catalogue = QuirkCatalogue.LoadWithFolder(folder).Match(success => success.Value, failure => throw new InvalidOperationException(failure.Errors[0].Seen));
            Assert.Equal("close", catalogue.Find(QuirkBehaviour.HttpConnection, new QuirkFacts("rack works", null, null, null)));
            Assert.Null(catalogue.Find(QuirkBehaviour.HttpConnection, new QuirkFacts("Other", null, null, null)));
            Assert.Null(catalogue.Find(QuirkBehaviour.HttpConnection, QuirkFacts.Nothing));
            Assert.NotEqual(QuirkCatalogue.Shipped.Digest, catalogue.Digest);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("http.connection", "http.conection", "no such behaviour")]
    [InlineData("assumed", "guessed", "no such confidence")]
    [InlineData("citation: a note", "cite: a note", "no such member")]
    [InlineData("    citation: a note\n", "", "citation is missing")]
    [InlineData("pack: own", "pack: [own", "")]
    public void Pack_that_is_wrong_is_refused_with_the_line(string right, string wrong, string why)
    {
        var text = Pack.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal);
        var error = QuirkCatalogue.Load([KeyValuePair.Create("own.yaml", text)]).Match<Model.Diagnostics.Diagnostic?>(_ => null, failure => failure.Errors[0]);
        Assert.NotNull(error);
        Assert.Equal(BmcDiagnostics.QuirkPackInvalid.Code, error.Code);
        Assert.Contains("own.yaml", error.Summary, StringComparison.Ordinal);
        Assert.StartsWith("Line ", error.Seen, StringComparison.Ordinal);
        Assert.Contains(why, error.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_entries_that_say_the_same_of_the_same_bmcs_are_refused()
    {
        var twice = Pack.Replace("own-close", "other", StringComparison.Ordinal).Replace("pack: own", "pack: second", StringComparison.Ordinal);
        var failed = QuirkCatalogue.Load([KeyValuePair.Create("a", Pack), KeyValuePair.Create("b", twice)]).Match(_ => false, _ => true);
        Assert.True(failed);
    }

    [Fact]
    public void Narrower_entry_wins()
    {
        var narrow = Pack.Replace("own-close", "narrow", StringComparison.Ordinal).Replace("pack: own", "pack: second", StringComparison.Ordinal)
            .Replace("vendor: \"Rack*\"", "vendor: \"Rack*\", firmware: \"3.*\"", StringComparison.Ordinal).Replace("value: close", "value: keep", StringComparison.Ordinal);
        var catalogue = QuirkCatalogue.Load([KeyValuePair.Create("a", Pack), KeyValuePair.Create("b", narrow)]).Match(success => success.Value, _ => throw new InvalidOperationException());
        Assert.Equal("keep", catalogue.Find(QuirkBehaviour.HttpConnection, new QuirkFacts("Rack Works", null, null, "3.2.0")));
        Assert.Equal("close", catalogue.Find(QuirkBehaviour.HttpConnection, new QuirkFacts("Rack Works", null, null, "2.0")));
    }

    [Theory]
    [InlineData("dell-r750-idrac9-6.00.30.00", "CNIVC0014M0388")]
    [InlineData("nvidia-gb200nvl-24.12", "")]
    public async Task Serial_number_is_another_without_the_quirk(string tree, string without)
    {
        var facts = TreeFacts.All.Single(known => known.Name == tree);
        Assert.Equal(facts.Serial, await SerialAsync(tree, QuirkCatalogue.Shipped));
        Assert.Equal(without, await SerialAsync(tree, Nothing()));
    }

    [Fact]
    public async Task Lenovo_has_no_usable_slot_without_the_quirk()
    {
        var handler = new ReplayHandler(RecordedTree.Load("lenovo-sr670v2-xcc-2.83"));
        await using var connection = await Connecting.Connector(new MemoryLedger(), quirks: Nothing(), handlers: () => handler).ConnectAsync(Connecting.Request("bmc.example"));
        Connecting.Failure(await connection.Media.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Lenovo_media_are_inserted_by_changing_the_slot()
    {
        var handler = new ReplayHandler(RecordedTree.Load("lenovo-sr670v2-xcc-2.83"));
        await using var connection = await Connecting.Connector(new MemoryLedger(), handlers: () => handler).ConnectAsync(Connecting.Request("bmc.example"));
        Connecting.Value(await connection.Media.InsertAsync(new Uri("https://media.example/a.iso"), TestContext.Current.CancellationToken));
        var (_, path, body) = handler.Requests.Single(request => request.Method == "PATCH");
        Assert.Equal("/redfish/v1/Managers/1/VirtualMedia/EXT1", path);
        Assert.Equal("""{"Image":"https://media.example/a.iso","Inserted":true,"WriteProtected":true}""", body);
    }

    [Fact]
    public async Task Lenovo_bios_is_written_without_an_apply_time_and_dell_bios_with_one()
    {
        Assert.DoesNotContain("SettingsApplyTime", await WriteBiosAsync("lenovo-sr670v2-xcc-2.83", "Processors_HyperThreading"), StringComparison.Ordinal);
        Assert.Contains("\"ApplyTime\":\"OnReset\"", await WriteBiosAsync("dell-r750-idrac9-6.00.30.00", "LogicalProc"), StringComparison.Ordinal);
        Assert.DoesNotContain("SettingsApplyTime", await WriteBiosAsync("supermicro-sys821ge-11.01.01", "Anything"), StringComparison.Ordinal);
    }

    private static async Task<string> WriteBiosAsync(string tree, string attribute)
    {
        var handler = new ReplayHandler(RecordedTree.Load(tree));
        await using var connection = await Connecting.Connector(new MemoryLedger(), handlers: () => handler).ConnectAsync(Connecting.Request("bmc.example"));
        Connecting.Value(await connection.Bios.WriteAsync(Model.Collections.ValueMap<string, string>.Empty.Set(attribute, "Disabled"), TestContext.Current.CancellationToken));
        return handler.Requests.Single(request => request.Method == "PATCH").Body;
    }

    private static async Task<string> SerialAsync(string tree, QuirkCatalogue quirks)
    {
        var handler = new ReplayHandler(RecordedTree.Load(tree));
        await using var connection = await Connecting.Connector(new MemoryLedger(), quirks: quirks, handlers: () => handler).ConnectAsync(Connecting.Request("bmc.example"));
        return Connecting.Value(await connection.Inventory.ReadAsync(InventoryScope.Identity, TestContext.Current.CancellationToken)).Identity.Serial;
    }

    private static QuirkCatalogue Nothing() => QuirkCatalogue.Load([]).Match(success => success.Value, _ => throw new InvalidOperationException());
}
