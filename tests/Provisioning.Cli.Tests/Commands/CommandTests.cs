using System.Text.Json;
using Provisioning.Api.Discovery;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;
using Provisioning.Model.Sites;

namespace Provisioning.Cli.Tests.Commands;

public sealed class CommandTests
{
    private static readonly ServerStatus Held = new()
    {
        Name = "gpu-n01",
        Claim = "c1",
        BmcAddress = "192.0.2.1",
        Lifecycle = "Imaged",
        Conditions = [new ConditionStatus("Reachable", true, "", null), new ConditionStatus("Attested", null, "recorded", null)],
        Hold = new HoldStatus("a person works on it", "alice", FakeEngine.Now, null, "T-1"),
        ObservedAt = FakeEngine.Now.AddMinutes(-5),
    };

    private readonly Desk _desk = new();

    [Fact]
    public async Task Status_shows_people_a_table_with_the_age_of_what_was_seen()
    {
        _desk.Engine.Servers = ValueArray.Create<ServerStatus>([Held]);
        Assert.Equal(0, await _desk.TypeAsync("status"));
        Assert.Contains("gpu-n01", _desk.Output, StringComparison.Ordinal);
        Assert.Contains("held by alice: a person works on it", _desk.Output, StringComparison.Ordinal);
        Assert.Contains("Attested?", _desk.Output, StringComparison.Ordinal);
        Assert.Contains("5m ago", _desk.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--output=json")]
    public async Task Status_gives_machines_one_object_on_each_line(string form)
    {
        _desk.Engine.Servers = ValueArray.Create<ServerStatus>([Held, Held with { Name = "gpu-n02", Hold = null }]);
        Assert.Equal(0, await _desk.TypeAsync("status", form));
        var lines = _desk.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal("T-1", first.RootElement.GetProperty("hold").GetProperty("ticket").GetString());
        Assert.Equal(JsonValueKind.Null, first.RootElement.GetProperty("conditions").GetProperty("Attested").ValueKind);
    }

    [Fact]
    public async Task An_error_shows_its_code_what_was_seen_why_and_what_to_do_and_ends_with_one()
    {
        _desk.Engine.Answer = EngineProcessDiagnostics.Busy(2);
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync("engine", "stop"));
        Assert.Equal("", _desk.Output);
        Assert.Contains("Error BM8114: The engine is busy", _desk.Error, StringComparison.Ordinal);
        Assert.Contains("seen: 2 operations run.", _desk.Error, StringComparison.Ordinal);
        Assert.Contains("do:   Wait", _desk.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync("engine", "stop", "--json"));
        using var json = JsonDocument.Parse(_desk.Error);
        Assert.Equal("BM8114", json.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Colour_is_for_terminals_and_only_without_NO_COLOR()
    {
        var terminal = new Desk { IsTerminal = true };
        terminal.Engine.Answer = EngineProcessDiagnostics.Busy(2);
        _desk.Engine.Answer = EngineProcessDiagnostics.Busy(2);
        await terminal.TypeAsync("engine", "stop");
        Assert.Contains('\u001b', terminal.Error);
        terminal.Environment["NO_COLOR"] = "";
        await terminal.TypeAsync("engine", "stop");
        Assert.DoesNotContain('\u001b', terminal.Error);
        await _desk.TypeAsync("engine", "stop");
        Assert.DoesNotContain('\u001b', _desk.Error);
    }

    [Fact]
    public async Task The_store_comes_from_options_before_the_environment()
    {
        _desk.Environment["BAREMETAL_SITE"] = "hall-1";
        await _desk.TypeAsync("status");
        Assert.Equal("/nowhere/hall-1", _desk.Place?.StoreFolder);
        await _desk.TypeAsync("status", "--site", "hall-2", "--state", "/elsewhere");
        Assert.Equal("/elsewhere/hall-2", _desk.Place?.StoreFolder);
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync("status", "--site", "../x"));
        Assert.Contains("BM8116", _desk.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hold_needs_a_reason_and_takes_a_time_or_a_span()
    {
        Assert.NotEqual(0, await _desk.TypeAsync("hold", "n01"));
        Assert.Empty(_desk.Engine.Asked);
        Assert.Equal(0, await _desk.TypeAsync("hold", "n01", "--reason", "r", "--until", "4h", "--ticket", "T-1"));
        Assert.Equal(new HoldRequest("n01", "r", FakeEngine.Now.AddHours(4), "T-1"), _desk.Engine.Asked[^1]);
        Assert.Equal(0, await _desk.TypeAsync("hold", "n01", "--reason", "r", "--until", "2026-05-02T10:00:00Z"));
        Assert.Equal(FakeEngine.Now.AddHours(26), Assert.IsType<HoldRequest>(_desk.Engine.Asked[^1]).Until);
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync("hold", "n01", "--reason", "r", "--until", "soon"));
        Assert.Contains("BM8155", _desk.Error, StringComparison.Ordinal);
        Assert.Equal(2, _desk.Engine.Asked.Count);
    }

    [Fact]
    public async Task The_verbs_of_an_operator_ask_for_what_they_say()
    {
        await _desk.TypeAsync("unhold", "n01");
        await _desk.TypeAsync("trust", "n01");
        await _desk.TypeAsync("resolve", "n01", "WriteImage", "--as", "retry");
        await _desk.TypeAsync("forget", "n01");
        await _desk.TypeAsync("history", "n01", "--limit", "12");
        await _desk.TypeAsync("explain", "n01");
        await _desk.TypeAsync("operations", "cancel", "op-1");
        Assert.Equal(
            [
                new UnholdRequest("n01"), new TrustRequest("n01", null), new ResolveRequest("n01", "WriteImage", Resolution.Retry),
                new ForgetRequest("n01"), new HistoryRequest("n01", null, 12), new ExplainRequest("n01"), ("op-1", "tester"),
            ],
            _desk.Engine.Asked);
        Assert.Equal("tester", _desk.Engine.Door?.Actor);
        Assert.Equal("command", _desk.Engine.Door?.Door);
        Assert.NotEqual(0, await _desk.TypeAsync("resolve", "n01", "WriteImage", "--as", "maybe"));
    }

    [Fact]
    public async Task Doctor_fails_when_a_check_fails_and_uses_the_only_credential()
    {
        _desk.Environment["PW"] = "secret-9";
        Assert.Equal(0, await _desk.TypeAsync("doctor", "192.0.2.1", "--credential", "site=admin:env:PW", "--tls", "insecure"));
        Assert.Equal(new DoctorRequest("192.0.2.1", "site"), _desk.Engine.Asked[^1]);
        Assert.Equal("secret-9", _desk.Engine.Door?.Credentials[0].Password.Reveal());
        Assert.Equal(TlsTrust.Insecure, _desk.Engine.Door?.Site.TlsTrust);
        _desk.Engine.Report = new DoctorReport(
            "192.0.2.1", [new DoctorCheck("Login", DoctorVerdict.Failed, "401", "Check the password.", new DiagnosticCode(1003))], FakeEngine.Now);
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync("doctor", "192.0.2.1"));
        Assert.Contains("failed  Login: 401 [BM1003]", _desk.Output, StringComparison.Ordinal);
        Assert.Contains("do: Check the password.", _desk.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-9", _desk.Output + _desk.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipts_are_written_below_the_folder_and_nowhere_else()
    {
        var folder = Directory.CreateTempSubdirectory("bm-cli-");
        try
        {
            var target = Path.Combine(folder.FullName, "out");
            _desk.Engine.Receipts = new ReceiptsExport([new ReceiptFile("receipts/c/000001.dsse.json", "{}"), new ReceiptFile("keys/site.pub.pem", "key")]);
            Assert.Equal(0, await _desk.TypeAsync("receipts", "export", "--output", target));
            Assert.Equal("{}", File.ReadAllText(Path.Combine(target, "receipts", "c", "000001.dsse.json")));
            _desk.Engine.Receipts = new ReceiptsExport([new ReceiptFile("../escaped", "x")]);
            Assert.Equal(ExitCode.Error, await _desk.TypeAsync("receipts", "export", "--output", target));
            Assert.False(File.Exists(Path.Combine(folder.FullName, "escaped")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Verification_asks_no_engine_and_refuses_a_folder_without_receipts()
    {
        var folder = Directory.CreateTempSubdirectory("bm-cli-");
        try
        {
            Assert.Equal(ExitCode.Error, await _desk.TypeAsync("receipts", "verify", folder.FullName));
            Assert.Equal(ExitCode.Error, await _desk.TypeAsync("receipts", "verify", Path.Combine(folder.FullName, "none")));
            Assert.Contains("BM8152", _desk.Error, StringComparison.Ordinal);
            Assert.Null(_desk.Place);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_parts_that_others_lend_get_what_was_typed()
    {
        Assert.Equal(0, await _desk.TypeAsync("agent", "build", "--agent", "/a/agent", "--output", "/a/image", "--module", "x", "--module", "y"));
        Assert.Equal(("/a/agent", "/a/image"), (_desk.Order?.AgentExecutable, _desk.Order?.OutputFolder));
        Assert.Equal(["x", "y"], _desk.Order?.ExtraModules);
        Assert.Equal(0, await _desk.TypeAsync("rack", "up", "rack.yaml", "--state", "/r", "--detach"));
        Assert.Contains("127.0.0.1:8000", _desk.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _desk.TypeAsync("rack", "set", "node-1", "bios.ProcTurboMode=Disabled", "--state", "/r"));
        Assert.Equal("/r node-1 bios.ProcTurboMode=Disabled", _desk.Output.Trim());
        Assert.Equal(0, await _desk.TypeAsync("engine", "launch", "--store", "/s/x", "--site", "x"));
        Assert.Contains("\"held\"", _desk.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _desk.TypeAsync("engine", "run", "--store", "/s/x", "--site", "x"));
        Assert.Equal("/s/x", _desk.Place?.StoreFolder);
    }

    [Fact]
    public async Task What_is_no_verb_is_an_error_that_names_the_verbs()
    {
        Assert.NotEqual(0, await _desk.TypeAsync("reboot", "n01"));
        Assert.Contains("reboot", _desk.Output + _desk.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_verb_has_help_with_a_description()
    {
        var command = BaremetalCommandLine();
        foreach (var words in command)
        {
            Assert.Equal(0, await _desk.TypeAsync([.. words, "--help"]));
            Assert.Contains("Usage:", _desk.Output, StringComparison.Ordinal);
        }

        static IEnumerable<string[]> BaremetalCommandLine() =>
            [["status"], ["history"], ["explain"], ["hold"], ["unhold"], ["trust"], ["resolve"], ["forget"], ["discover"], ["doctor"], ["receipts", "verify"], ["receipts", "export"], ["agent", "build"], ["engine", "stop"], ["rack", "up"], ["rack", "down"], ["operations", "watch"], ["version"]];
    }
}
