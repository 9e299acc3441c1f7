using Provisioning.EndToEnd.Tests.WholePath;
using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Kills;

/// <summary>
/// kill -9 of the engine while a BMC's reply to a write is outstanding, before and after the BMC carried the write out: for every write of a whole
/// provisioning in turn. The next apply finishes, and no restart is done twice.
/// </summary>
public sealed class KillWalkTests
{
    private const int MostWrites = 40;

    /// <summary>One restart into the agent's boot window, one into the installed system.</summary>
    private const int RestartsOfOneProvisioning = 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", true)]
    [InlineData("POST", false)]
    [InlineData("PATCH", true)]
    [InlineData("PATCH", false)]
    public async Task The_engine_is_killed_at_every_write_and_the_next_apply_finishes(string method, bool executed)
    {
        // Minutes long: the same walk is made on a fake machine, at every row and every call, in the engine's own tests.
        if (Environment.GetEnvironmentVariable("BAREMETAL_KILL_WALK") != "1") Assert.Skip("set BAREMETAL_KILL_WALK=1 to walk through every write with real processes");
        var walked = 0;
        while (walked < MostWrites && await KillAtAsync(method, walked, executed)) walked++;
        Assert.InRange(walked, 2, MostWrites - 1);
    }

    [Fact]
    public async Task Terraform_is_killed_and_the_next_apply_adopts_what_runs()
    {
        await using var site = await Site.CreateAsync(1, rack => WholePathTests.Everything(rack, TinyImage.Built), Token);
        var server = site.Rack["sim-1"];
        using var apply = site.Workspace.StartTerraform("apply", "-no-color", "-input=false", "-auto-approve");
        while (server.BootCount == 0 && !apply.HasExited) await Task.Delay(20, Token);
        apply.Kill();
        await AssertFinishesAsync(site, server);
    }

    /// <summary>False: there is no such write any more; the walk is over.</summary>
    private static async Task<bool> KillAtAsync(string method, int write, bool executed)
    {
        await using var site = await Site.CreateAsync(1, rack => WholePathTests.Everything(rack, TinyImage.Built), Token);
        var server = site.Rack["sim-1"];
        server.AddFault(FaultRule.Of(new WireFault.Hang(executed), method, "/redfish/v1/*", count: 1, skip: write));
        using var apply = site.Workspace.StartTerraform("apply", "-no-color", "-input=false", "-auto-approve");
        while (server.WaitingFaults > 0 && !apply.HasExited) await Task.Delay(20, Token);
        if (server.WaitingFaults > 0)
        {
            (await apply.ResultAsync(Token)).Must(0);
            return false;
        }

        // The request is in the BMC's hands now. What it does with it takes a moment where it is carried out.
        await Task.Delay(200, Token);
        await site.Workspace.KillEngineAsync(Token);
        Assert.NotEqual(0, (await apply.ResultAsync(Token)).Code);
        server.ClearFaults();
        await AssertFinishesAsync(site, server);
        return true;
    }

    private static async Task AssertFinishesAsync(Site site, RackServer server)
    {
        (await site.Workspace.ApplyAsync(Token)).Must(0).MustNotSay("tainted");
        (await site.Workspace.PlanAsync(Token)).Must(0);
        Assert.Equal(RestartsOfOneProvisioning, server.BootCount);
        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
    }
}
