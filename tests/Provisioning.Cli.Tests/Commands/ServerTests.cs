using Provisioning.Api.Discovery;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Hosting;

namespace Provisioning.Cli.Tests.Commands;

public sealed class ServerTests
{
    private static readonly ServerStatus Open = new()
    {
        Name = "gpu-n01",
        Claim = "c1",
        BmcAddress = "192.0.2.1",
        Lifecycle = "Baselined",
        Stage = "Imaging",
        Step = "Wait for the agent",
        Attempt = 2,
        MinutesLeft = 13,
    };

    private readonly Desk _desk = new() { IsTerminal = false };

    [Fact]
    public async Task Status_tells_a_step_that_runs_from_an_attempt_that_was_stopped()
    {
        _desk.Engine.Servers = ValueArray.Create<ServerStatus>([Open with { OperationId = "op-1" }]);
        await _desk.TypeAsync("status");
        Assert.Contains("Imaging: Wait for the agent (about 13", Flat(_desk.Output), StringComparison.Ordinal);
        _desk.Engine.Servers = ValueArray.Create<ServerStatus>([Open]);
        await _desk.TypeAsync("status");
        Assert.Contains("stopped at \"Wait for the agent\"", Flat(_desk.Output), StringComparison.Ordinal);
        Assert.DoesNotContain("min left", _desk.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_shows_when_a_hold_ends_and_its_ticket()
    {
        _desk.Engine.Servers = ValueArray.Create<ServerStatus>(
            [Open with { Hold = new HoldStatus("fans", "alice", FakeEngine.Now, FakeEngine.Now.AddHours(2), "T-1") }]);
        await _desk.TypeAsync("status");
        Assert.Contains("2026-05-01 10:00:00Z", _desk.Output, StringComparison.Ordinal);
        Assert.Contains("T-1", _desk.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_of_a_forgotten_server_that_it_is()
    {
        _desk.Engine.Servers = ValueArray.Create<ServerStatus>([Open with { Forgotten = true }]);
        await _desk.TypeAsync("status", "gpu-n01");
        Assert.Contains("forgotten", _desk.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_explains_its_question_mark_only_where_it_shows_one()
    {
        _desk.Engine.Servers = ValueArray.Create<ServerStatus>([Open]);
        await _desk.TypeAsync("status");
        Assert.DoesNotContain("CONDITION? =", _desk.Output, StringComparison.Ordinal);
        _desk.Engine.Servers = ValueArray.Create<ServerStatus>([Open with { Conditions = [new ConditionStatus("Attested", null, "recorded", null)] }]);
        await _desk.TypeAsync("status");
        Assert.Contains("CONDITION? =", _desk.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("90m", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("2d", 172800)]
    [InlineData("1d12h", 129600)]
    public async Task A_hold_takes_spans_as_timeouts_are_written(string span, int seconds)
    {
        Assert.Equal(0, await _desk.TypeAsync("hold", "n01", "--reason", "r", "--until", span));
        Assert.Equal(FakeEngine.Now.AddSeconds(seconds), Assert.IsType<HoldRequest>(_desk.Engine.Asked[^1]).Until);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("4.5")]
    [InlineData("d")]
    [InlineData("-1h")]
    [InlineData("99999999d")]
    [InlineData("May")]
    public async Task A_hold_takes_no_time_that_could_mean_two_things(string text)
    {
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync("hold", "n01", "--reason", "r", $"--until={text}"));
        Assert.Contains("BM8155", _desk.Error, StringComparison.Ordinal);
        Assert.Empty(_desk.Engine.Asked);
    }

    [Fact]
    public async Task Trust_takes_a_SHA_256_with_or_without_colons_and_nothing_else()
    {
        var plain = string.Concat(Enumerable.Repeat("ab", 32));
        var colons = string.Join(':', Enumerable.Repeat("AB", 32));
        Assert.Equal(0, await _desk.TypeAsync("trust", "n01", "--fingerprint", colons));
        Assert.Equal(new TrustRequest("n01", plain), _desk.Engine.Asked[^1]);
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync("trust", "n01", "--fingerprint", "the new one"));
        Assert.Contains("BM8160", _desk.Error, StringComparison.Ordinal);
        Assert.Single(_desk.Engine.Asked);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    public async Task History_refuses_a_number_of_rows_that_is_none(string limit)
    {
        Assert.NotEqual(0, await _desk.TypeAsync("history", "n01", "--limit", limit));
        Assert.Empty(_desk.Engine.Asked);
    }

    [Fact]
    public async Task Discovery_that_misses_a_named_address_says_so_and_ends_with_one()
    {
        var silent = CommandDiagnostics.Time("stands for BM1001");
        _desk.Engine.Found = ValueArray.Create<DiscoveredBmc>(
        [
            new DiscoveredBmc { Address = "192.0.2.1", Serial = "SN1", TlsFingerprint = "ab", ObservedAt = FakeEngine.Now },
            new DiscoveredBmc { Address = "192.0.2.2", Fault = silent, ObservedAt = FakeEngine.Now },
        ]);
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync("discover", "192.0.2.1", "192.0.2.2"));
        Assert.Contains("SN1", _desk.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.2", _desk.Output, StringComparison.Ordinal);
        Assert.Contains($"{silent.Code}", _desk.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_lists_BIOS_attributes_and_firmware_when_asked()
    {
        _desk.Engine.Report = new DoctorReport("192.0.2.1", [], FakeEngine.Now)
        {
            Bios =
            [
                new BiosAttribute { Name = "ProcTurboMode", Value = "Enabled", Pending = "Disabled", Type = "enumeration", AllowedValues = ["Enabled", "Disabled"] },
                new BiosAttribute { Name = "ProcCores", Value = "32", Type = "number", Least = 1, Most = 64 },
                new BiosAttribute { Name = "BootMode", Value = "Uefi" },
            ],
            Firmware = [new FirmwareComponent("BMC-1", "Management controller", "7.10", "bmc")],
        };
        Assert.Equal(0, await _desk.TypeAsync("doctor", "192.0.2.1", "--firmware", "--bios", "proc"));
        Assert.Equal(new DoctorRequest("192.0.2.1", null) { Bios = true, Firmware = true }, _desk.Engine.Asked[^1]);
        var text = Flat(_desk.Output);
        Assert.Contains("ProcTurboMode Enabled (after the next restart Disabled) enumeration Enabled, Disabled", text, StringComparison.Ordinal);
        Assert.Contains("ProcCores 32 number 1 to 64", text, StringComparison.Ordinal);
        Assert.DoesNotContain("BootMode", text, StringComparison.Ordinal);
        Assert.Contains("BMC-1 bmc 7.10 Management controller", text, StringComparison.Ordinal);
        await _desk.TypeAsync("doctor", "192.0.2.1", "--bios", "--json");
        Assert.Equal(3, _desk.Output.Split('\n').Count(line => line.Contains("\"bios\"", StringComparison.Ordinal)));
        await _desk.TypeAsync("doctor", "192.0.2.1");
        Assert.DoesNotContain("ProcCores", _desk.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_says_what_it_holds_and_what_not()
    {
        var folder = Directory.CreateTempSubdirectory("bm-export-");
        try
        {
            _desk.Engine.Receipts = new ReceiptsExport(
            [
                new ReceiptFile("keys/site.pub.pem", "key"), new ReceiptFile("receipts/c1-000001-discovery.dsse.json", "{}"),
                new ReceiptFile("receipts/c1-000002-bios.dsse.json", "{}"), new ReceiptFile("receipts/c2-000001-discovery.dsse.json", "{}"),
            ]);
            await _desk.TypeAsync("receipts", "export", "--output", folder.FullName);
            Assert.Contains("3 receipts of 2 claims", _desk.Output, StringComparison.Ordinal);
            Assert.Contains("forgotten servers", _desk.Output, StringComparison.Ordinal);
            await _desk.TypeAsync("receipts", "export", "n01", "--output", folder.FullName);
            Assert.Contains("other servers were left out", _desk.Output, StringComparison.Ordinal);
            _desk.Engine.Receipts = new ReceiptsExport([new ReceiptFile("keys/site.pub.pem", "key")]);
            await _desk.TypeAsync("receipts", "export", "--output", folder.FullName);
            Assert.Contains("No receipts yet", _desk.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A table's cells without the breaks of their lines.</summary>
    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
