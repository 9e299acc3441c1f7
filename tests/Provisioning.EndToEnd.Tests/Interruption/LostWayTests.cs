using Provisioning.EndToEnd.Tests.WholePath;
using Provisioning.Simulator.Faults;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Interruption;

/// <summary>What an apply needs goes away in the middle of it: the plugin, the network to the BMC, the space on the disk. The next apply goes on.</summary>
public sealed class LostWayTests
{
    private static readonly TimeSpan Post = TimeSpan.FromSeconds(6);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plugin_that_is_killed_leaves_nothing_tainted_and_the_next_apply_adopts_what_runs()
    {
        await using var site = await InterruptedSite.CreateAsync(Post, Token);
        using var apply = InterruptedSite.Start(site);
        await InterruptedSite.UntilRestartedAsync(site, apply, Token);
        Assert.Single(apply.Children("terraform-provider-baremetal")).Kill();

        (await apply.ResultAsync(Token)).Must(1).MustSay("Plugin did not respond");

        await InterruptedSite.AssertNothingTaintedAsync(site, Token);
        await InterruptedSite.AssertFinishesAsync(site, Token);
    }

    [Fact]
    public async Task A_network_that_is_closed_for_a_while_is_waited_for_and_no_write_is_made_twice()
    {
        await using var site = await InterruptedSite.CreateAsync(TimeSpan.Zero, Token);
        var server = site.Rack["sim-1"];
        server.AddFault(FaultRule.Of(new WireFault.Drop(Execute: true), "PATCH", InterruptedSite.BiosSettings));
        using var apply = InterruptedSite.Start(site);
        await apply.UntilAsync(() => server.WaitingFaults == 0, "the setting was made and its reply lost", Token);
        server.SetReachable(false);
        await apply.UntilAsync(() => server.Requests.Count(request => request.Status == 0) > 1 || RetriedIn(site), "the engine comes back in vain", Token);
        server.SetReachable(true);

        (await apply.ResultAsync(Token)).Must(0);
        Assert.Single(InterruptedSite.Settings(server));
        Assert.Equal(InterruptedSite.RestartsOfOneProvisioning, server.BootCount);
    }

    [Fact]
    public async Task A_network_that_stays_closed_ends_the_apply_at_its_time_with_a_code_and_the_next_one_resumes()
    {
        await using var site = await Site.CreateAsync(1, rack => Timed(WholePathTests.Everything(rack, TinyImage.Built)), Token);
        var server = site.Rack["sim-1"];
        server.AddFault(FaultRule.Of(new WireFault.Drop(Execute: true), "POST", InterruptedSite.Reset));
        using var apply = InterruptedSite.Start(site);
        await apply.UntilAsync(() => server.WaitingFaults == 0, "the machine is restarted and the reply lost", Token);
        server.SetReachable(false);

        (await apply.ResultAsync(Token)).Must(1).MustSay("BM8203").MustSay("At step Restart");

        await InterruptedSite.AssertNothingTaintedAsync(site, Token);
        server.SetReachable(true);
        await InterruptedSite.AssertFinishesAsync(site, Token);

        static string Timed(string configuration) => configuration.Replace("  os = {", "  timeouts = { create = \"25s\" }\n  os = {", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_whose_disk_fills_up_in_the_middle_is_a_coded_error_and_the_next_apply_goes_on()
    {
        await using var site = await InterruptedSite.CreateAsync(TimeSpan.Zero, Token);
        await using var disk = await SmallDisk.MountAsync(site.Workspace.StateFolder, 256, Token);
        await using var engine = new StoppedEngine(site.Workspace);
        var server = site.Rack["sim-1"];
        server.AddFault(FaultRule.Of(new WireFault.Delay(TimeSpan.FromSeconds(4)), "PATCH", InterruptedSite.BiosSettings));
        using var apply = InterruptedSite.Start(site);
        await apply.UntilAsync(() => server.WaitingFaults == 0, "the setting is on its way", Token);
        disk.Fill();

        (await apply.ResultAsync(Token)).Must(1).MustSay("The disk of the state folder is full");

        await InterruptedSite.AssertNothingTaintedAsync(site, Token);
        disk.Free();
        await InterruptedSite.AssertFinishesAsync(site, Token);
    }

    [Fact]
    public async Task A_disk_that_is_full_only_while_the_machine_boots_and_nothing_is_written_harms_nothing()
    {
        await using var site = await InterruptedSite.CreateAsync(Post, Token);
        await using var disk = await SmallDisk.MountAsync(site.Workspace.StateFolder, 256, Token);
        await using var engine = new StoppedEngine(site.Workspace);
        using var apply = InterruptedSite.Start(site);
        await apply.UntilAsync(() => Logged(site, "step=window.restart confirmed"), "the restart is recorded, and the next row is the agent's", Token);
        disk.Fill();
        await site.Rack["sim-1"].SettledAsync(Token);
        disk.Free();

        (await apply.ResultAsync(Token)).Must(0);
        Assert.Equal(InterruptedSite.RestartsOfOneProvisioning, site.Rack["sim-1"].BootCount);
    }

    [Fact]
    public async Task A_state_whose_disk_is_full_loses_the_answer_and_the_next_apply_takes_the_machine_up_again()
    {
        await using var site = await InterruptedSite.CreateAsync(Post, Token);
        await using var disk = await SmallDisk.MountAsync(Path.Combine(site.Workspace.Folder, "small"), 4, Token);
        var state = $"-state={Path.Combine(site.Workspace.Folder, "small", "terraform.tfstate")}";
        using var apply = site.Workspace.StartTerraformGroup("apply", "-no-color", "-input=false", "-auto-approve", state);
        await InterruptedSite.UntilRestartedAsync(site, apply, Token);
        disk.Fill();

        (await apply.ResultAsync(Token)).Must(1).MustSay("no space left");

        var server = site.Rack["sim-1"];
        disk.Free();
        server.ForgetRequests();

        // Terraform has torn its own file, and says so; without it, it knows nothing of the machine.
        File.Delete(Path.Combine(site.Workspace.Folder, "small", "terraform.tfstate"));
        (await site.Workspace.ApplyAsync(Token, state)).Must(0);
        Assert.Empty(Site.Writes(server));
        Assert.Equal(InterruptedSite.RestartsOfOneProvisioning, server.BootCount);
    }

    private static bool RetriedIn(Site site) => Logged(site, "remedy");

    private static bool Logged(Site site, string text) =>
        Path.Combine(site.Workspace.Store, "engine.log") is var log && File.Exists(log) && Read(log).Contains(text, StringComparison.OrdinalIgnoreCase);

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
