using System.Collections.Concurrent;
using Provisioning.EndToEnd.Tests.WholePath;
using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Kills;

/// <summary>
/// kill -9 between each request to a BMC and its reply, over one whole provisioning, with real processes: of the engine at every request,
/// before and after the BMC carried a write out, and of terraform at every write. The next apply finishes, and no restart is done twice.
/// The edges between journal rows, which no request marks, are walked in the engine's own tests.
/// </summary>
public sealed class KillWalkTests
{
    private const string Requests = "/redfish/v1/*";

    /// <summary>One restart into the agent's boot window, one into the installed system.</summary>
    private const int RestartsOfOneProvisioning = 2;

    /// <summary>What a kill leaves to do is mostly waiting, so a few walk side by side.</summary>
    private const int AtOnce = 4;

    /// <summary>
    /// How long a machine is in POST after a restart that outlived its engine. With none it would look for its boot medium before the next engine
    /// serves it; minutes are usual.
    /// </summary>
    private static readonly TimeSpan Post = TimeSpan.FromSeconds(15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_engine_is_killed_at_every_request_and_the_next_apply_finishes()
    {
        var requests = await RequestsOfOneProvisioningAsync();
        var kills = requests.SelectMany<string, KillPoint>((request, index) => IsWrite(request)
            ? [new(index, request, Executed: true) { MayBeBooting = KillPoint.IsRestart(request) }, new(index, request, Executed: false)]
            : [new(index, request, Executed: true) { MayBeBooting = KillPoint.IsRestart(requests.Take(index).LastOrDefault(IsWrite) ?? "") }]);
        await WalkAsync([.. kills], KillEngineAsync);
    }

    [Fact]
    public async Task Terraform_is_killed_at_every_write_and_the_next_apply_adopts_what_runs()
    {
        var requests = await RequestsOfOneProvisioningAsync();
        var kills = requests.Select((request, index) => new KillPoint(index, request, Executed: true)).Where(kill => IsWrite(kill.Request));
        await WalkAsync([.. kills], KillTerraformAsync);
    }

    private static bool IsWrite(string request) => !request.StartsWith("GET ", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> RequestsOfOneProvisioningAsync()
    {
        await using var site = await CreateAsync(TimeSpan.Zero);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var requests = site.Rack["sim-1"].Requests
            .Where(request => request.Path.StartsWith(Requests[..^1], StringComparison.Ordinal))
            .Select(request => $"{request.Method} {request.Path}").ToList();
        Assert.InRange(requests.Count(IsWrite), 5, 60);
        return requests;
    }

    /// <summary>Makes every kill on a site of its own, and says all that went wrong. A run may take a poll more or less, so the last ones may miss.</summary>
    private static async Task WalkAsync(IReadOnlyList<KillPoint> kills, Func<Site, KillPoint, Task<bool>> kill)
    {
        var wrong = new ConcurrentBag<string>();
        var missed = 0;
        await Parallel.ForEachAsync(kills, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token }, async (point, _) =>
        {
            try
            {
                await using var site = await CreateAsync(point.MayBeBooting ? Post : TimeSpan.Zero);
                if (await kill(site, point)) await AssertFinishesAsync(site, point);
                else Interlocked.Increment(ref missed);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                wrong.Add($"{point}: {exception.Message}");
            }
        });
        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {kills.Count} kills were not got over:\n{string.Join("\n\n", wrong.Order())}");
        Assert.InRange(missed, 0, kills.Count / 10);
    }

    private static async Task<bool> KillEngineAsync(Site site, KillPoint kill)
    {
        var server = site.Rack["sim-1"];
        server.AddFault(FaultRule.Of(new WireFault.Hang(kill.Executed), path: Requests, skip: kill.Index));
        using var apply = Start(site);
        if (!await MetAsync(server, apply)) return false;
        await site.Workspace.KillEngineAsync(Token);
        await apply.ResultAsync(Token);
        server.ClearFaults();
        return true;
    }

    private static async Task<bool> KillTerraformAsync(Site site, KillPoint kill)
    {
        var server = site.Rack["sim-1"];
        server.AddFault(FaultRule.Of(new WireFault.Delay(TimeSpan.FromMilliseconds(500)), path: Requests, skip: kill.Index));
        using var apply = Start(site);
        if (!await MetAsync(server, apply)) return false;
        apply.Kill();
        await apply.ResultAsync(Token);
        return true;
    }

    private static Task<Site> CreateAsync(TimeSpan post) => Site.CreateAsync(
        1, server => server with { PostTime = post }, rack => WholePathTests.Everything(rack, TinyImage.Built), Token);

    private static RunningCommand Start(Site site) => site.Workspace.StartTerraform("apply", "-no-color", "-input=false", "-auto-approve");

    /// <summary>Waits until a request has met the fault; false where the apply ended without.</summary>
    private static async Task<bool> MetAsync(RackServer server, RunningCommand apply)
    {
        while (server.WaitingFaults > 0 && !apply.HasExited) await Task.Delay(20, Token);
        return server.WaitingFaults == 0;
    }

    private static async Task AssertFinishesAsync(Site site, KillPoint kill)
    {
        var server = site.Rack["sim-1"];
        (await site.Workspace.ApplyAsync(Token)).Must(0).MustNotSay("tainted");
        if (IsWrite(kill.Request)) (await site.Workspace.PlanAsync(Token)).Must(0);
        Assert.Equal(RestartsOfOneProvisioning, server.BootCount);
        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
    }
}
