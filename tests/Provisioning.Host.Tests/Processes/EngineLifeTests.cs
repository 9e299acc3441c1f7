using System.Diagnostics;
using Provisioning.Api.Engines;
using Provisioning.Api.Local;
using Provisioning.Api.Servers;
using Provisioning.Host.Serving;
using Provisioning.Host.TestEngine;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Host.Tests.Processes;

/// <summary>Starting, finding, losing and leaving, with real processes.</summary>
public sealed class EngineLifeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Doors_that_come_at_once_share_one_engine()
    {
        const int Doors = 16;
        await using var store = new TestStore();
        var clients = Enumerable.Range(0, Doors).Select(_ => store.Client()).ToList();
        var pids = await Task.WhenAll(clients.Select(client => Task.Run(() => store.EnginePidAsync(client))));
        Assert.Single(pids.Distinct());
        Assert.Equal(1, clients[0].Greeting?.Generation);
        foreach (var client in clients) await client.DisposeAsync();
    }

    [Fact]
    public async Task A_killed_engine_is_replaced_on_the_next_call_and_the_generation_rises()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        var first = await store.EnginePidAsync(client);
        TestStore.Kill(first);
        await TestStore.UntilAsync(() => !store.Listens, "the engine is dead");
        var second = await store.EnginePidAsync(client);
        Assert.NotEqual(first, second);
        Assert.Equal(2, client.Greeting?.Generation);
    }

    [Fact]
    public async Task An_engine_whose_store_is_removed_stops_and_the_next_door_starts_another()
    {
        await using var store = new TestStore();
        using var engine = store.Start("engine", "run");
        Assert.Contains("ready", await engine.StandardOutput.ReadLineAsync(Token), StringComparison.Ordinal);
        Directory.Delete(store.Place.StoreFolder, recursive: true);
        await using var client = store.Client();
        var next = await store.EnginePidAsync(client);
        Assert.NotEqual(engine.Id, next);
        await engine.WaitForExitAsync(Token);
        Assert.Equal(EngineProcess.StoreLost, engine.ExitCode);
        Assert.Equal(next, await store.EnginePidAsync(client));
    }

    [Fact]
    public async Task An_engine_without_work_and_without_a_door_leaves_and_tidies_up()
    {
        await using var store = new TestStore();
        using var engine = store.Start(["engine", "run"], new() { ["BAREMETAL_ENGINE_IDLE"] = "200ms" });
        await engine.WaitForExitAsync(Token);
        Assert.Equal(EngineProcess.Left, engine.ExitCode);
        Assert.False(File.Exists(store.Place.EngineFile));
        Assert.False(File.Exists(store.Place.SocketPath));
    }

    [Fact]
    public async Task An_engine_with_a_door_stays_however_idle_it_is()
    {
        await using var store = new TestStore();
        using var engine = store.Start(["engine", "run"], new() { ["BAREMETAL_ENGINE_IDLE"] = "3s" });
        Assert.Contains("ready", await engine.StandardOutput.ReadLineAsync(Token), StringComparison.Ordinal);
        await using (var client = store.Client())
        {
            Assert.Equal(engine.Id, await store.EnginePidAsync(client));
            using var shortly = new CancellationTokenSource(TimeSpan.FromSeconds(4));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.WaitForExitAsync(shortly.Token));
        }

        await engine.WaitForExitAsync(Token);
        Assert.Equal(EngineProcess.Left, engine.ExitCode);
    }

    [Fact]
    public async Task A_second_engine_on_the_same_store_gives_way()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        var first = await store.EnginePidAsync(client);
        using var second = store.Start("engine", "run");
        Assert.Contains("held", await second.StandardOutput.ReadLineAsync(Token), StringComparison.Ordinal);
        await second.WaitForExitAsync(Token);
        Assert.Equal(EngineProcess.Left, second.ExitCode);
        Assert.Equal(first, await store.EnginePidAsync(client));
    }

    [Fact]
    public async Task A_shell_that_reads_a_door_to_its_end_does_not_wait_for_the_engine_and_keeps_its_locks()
    {
        await using var store = new TestStore();
        var locked = Path.Combine(Path.GetDirectoryName(store.Place.StoreFolder)!, "a.lock");
        var script = $"exec 9>{locked}; flock 9; x=$({TestStore.Executable} door hello --store {store.Place.StoreFolder}); echo \"$x\"; exec 9>&-; flock -n {locked} true && echo free";
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(Token);
        await shell.WaitForExitAsync(Token);
        Assert.EndsWith("free", output.Trim(), StringComparison.Ordinal);
        await using var client = store.Client();
        var pid = await store.EnginePidAsync(client);
        Assert.StartsWith($"{pid} ", output, StringComparison.Ordinal);
        Assert.Equal("/", new DirectoryInfo($"/proc/{pid}/cwd").ResolveLinkTarget(returnFinalTarget: false)?.FullName);
        var session = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ')[3];
        Assert.Equal($"{pid}", session);
    }

    [Fact]
    public async Task Another_major_version_is_refused_but_for_what_an_operator_needs_in_distress()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        await store.EnginePidAsync(client);
        await using var newer = store.Client(options => options with { ApiVersion = new ApiVersion(ApiVersion.Current.Major + 1, 0) });
        var plan = await newer.ApplyAsync(TestStore.Door, EchoRequests.Apply("n01", ""), null, Token);
        Assert.Equal("BM8103", $"{Assert.Single(plan.Diagnostics).Code}");
        Assert.False((await newer.ForgetAsync(TestStore.Door, new ForgetRequest("n01"), Token)).Succeeded);
        Assert.True((await newer.StatusAsync(TestStore.Door, new StatusRequest(null), Token)).Succeeded);
        Assert.True((await newer.ExplainAsync(TestStore.Door, new ExplainRequest("n01"), Token)).Succeeded);
        Assert.True((await newer.HoldAsync(TestStore.Door, new HoldRequest("n01", "a reason", null, null), Token)).Succeeded);
        Assert.True((await newer.OperationsAsync(Token)).Succeeded);
    }

    [Fact]
    public async Task A_newer_door_replaces_an_idle_older_engine_once()
    {
        await using var store = new TestStore();
        int old;
        await using (var client = store.Client()) old = await store.EnginePidAsync(client);
        await using var newer = store.Client(options => options with { ProgramVersion = "9.0.0" });
        var next = await store.EnginePidAsync(newer);
        Assert.NotEqual(old, next);
        await using var older = store.Client(options => options with { ProgramVersion = "0.0.1" });
        Assert.Equal(next, await store.EnginePidAsync(older));
    }

    [Fact]
    public async Task A_newer_door_leaves_a_busy_older_engine_alone()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        var old = await store.EnginePidAsync(client);
        var heard = new Heard();
        var apply = client.ApplyAsync(TestStore.Door, EchoRequests.Apply("n01", store.Gate), heard, Token).AsTask();
        await TestStore.UntilAsync(() => heard.Transitions.Any(), "the apply has begun");
        await using var newer = store.Client(options => options with { ProgramVersion = "9.0.0" });
        Assert.Equal(old, await store.EnginePidAsync(newer));
        store.OpenGate();
        Assert.Empty((await apply).Diagnostics);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_told_to_the_door_that_wanted_it()
    {
        await using var store = new TestStore();
        var place = store.Place with { Site = EchoFacadeFactory.BrokenSite };
        Assert.NotEqual(store.Place.Site, place.Site);
        var blocked = Path.Combine(Path.GetDirectoryName(store.Place.StoreFolder)!, "file");
        File.WriteAllText(blocked, "");
        var below = Assert.IsType<Outcome<EnginePlace>.Success>(
            EnginePlace.OfStore(Path.Combine(blocked, "store"), "test", new Dictionary<string, string>())).Value;
        await using var client = store.Client(options => options with { Place = below });
        var outcome = await client.OperationsAsync(Token);
        Assert.Equal("BM8111", $"{Assert.Single(outcome.Diagnostics).Code}");
    }

    [Fact]
    public async Task Stopping_refuses_while_something_runs_and_stops_it_when_told_to()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        var pid = await store.EnginePidAsync(client);
        var heard = new Heard();
        var apply = client.ApplyAsync(TestStore.Door, EchoRequests.Apply("n01", store.Gate), heard, Token).AsTask();
        await TestStore.UntilAsync(() => heard.Transitions.Any(), "the apply has begun");
        await using var other = store.Client();
        Assert.Equal("BM8114", $"{Assert.Single((await other.StopEngineAsync("tester", cancelRunning: false, Token)).Diagnostics).Code}");
        Assert.True((await other.StopEngineAsync("tester", cancelRunning: true, Token)).Succeeded);
        Assert.Equal("Stopped where it was", Assert.Single((await apply).Diagnostics).Summary);
        await TestStore.UntilAsync(() => !TestStore.Runs(pid), "the engine has left");
        Assert.Null(Assert.IsType<Outcome<EngineStatus?>.Success>(await other.EngineStatusAsync(Token)).Value);
    }
}
