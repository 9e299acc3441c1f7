using System.Diagnostics;
using Provisioning.Simulator.Faults;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Interruption;

/// <summary>Ctrl-C at a terminal: the first stops by the class of the running step, the second leaves at once and the engine goes on to a safe point.</summary>
public sealed class InterruptTests
{
    private static readonly TimeSpan Post = TimeSpan.FromSeconds(6);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wait_is_left_at_once_and_the_next_apply_goes_on_with_it()
    {
        await using var site = await InterruptedSite.CreateAsync(Post, Token);
        using var apply = InterruptedSite.Start(site);
        await InterruptedSite.UntilRestartedAsync(site, apply, Token);
        await apply.InterruptGroupAsync(Token);

        (await apply.ResultAsync(Token)).Must(1).MustSay("BM8202").MustSay("At step").MustSay("apply again");

        await InterruptedSite.AssertNothingTaintedAsync(site, Token);
        await InterruptedSite.AssertFinishesAsync(site, Token);
    }

    [Fact]
    public async Task A_setting_that_is_being_made_is_finished_first()
    {
        await using var site = await InterruptedSite.CreateAsync(TimeSpan.Zero, Token);
        var server = site.Rack["sim-1"];
        server.AddFault(FaultRule.Of(new WireFault.Delay(TimeSpan.FromSeconds(3)), "PATCH", InterruptedSite.BiosSettings));
        using var apply = InterruptedSite.Start(site);
        await apply.UntilAsync(() => server.WaitingFaults == 0, "the setting is on its way", Token);
        await apply.InterruptGroupAsync(Token);

        (await apply.ResultAsync(Token)).Must(1).MustSay("BM8202");

        Assert.Equal("Enabled", server.PendingBios["ProcTurboMode"]);
        Assert.Equal(0, server.BootCount);
        await InterruptedSite.AssertNothingTaintedAsync(site, Token);
        await InterruptedSite.AssertFinishesAsync(site, Token);
    }

    [Fact]
    public async Task A_plan_that_waits_for_a_silent_BMC_ends_with_the_first_interrupt()
    {
        await using var site = await InterruptedSite.CreateAsync(TimeSpan.Zero, Token);
        var server = site.Rack["sim-1"];
        server.AddFault(FaultRule.Of(new WireFault.Hang(Execute: false)));
        using var plan = site.Workspace.StartTerraformGroup("plan", "-no-color", "-input=false");
        await plan.UntilAsync(() => server.WaitingFaults == 0, "the BMC is asked", Token);
        var asked = Stopwatch.GetTimestamp();
        await plan.InterruptGroupAsync(Token);
        (await plan.ResultAsync(Token)).Must(1);
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task An_interrupt_while_the_plugin_starts_harms_nothing()
    {
        await using var site = await InterruptedSite.CreateAsync(TimeSpan.Zero, Token);
        var server = site.Rack["sim-1"];
        for (var time = 0; time < 3; time++)
        {
            using var apply = InterruptedSite.Start(site);
            await apply.UntilAsync(() => apply.Children("terraform-provider-baremetal").Count > 0, "the plugin starts", Token);
            await apply.InterruptGroupAsync(Token);
            (await apply.ResultAsync(Token)).Must(1);
        }

        Assert.Empty(Site.Writes(server));
        await InterruptedSite.AssertFinishesAsync(site, Token);
    }

    [Fact]
    public async Task A_second_interrupt_leaves_at_once_and_the_engine_goes_on_to_a_safe_point()
    {
        await using var site = await InterruptedSite.CreateAsync(TimeSpan.Zero, Token);
        var server = site.Rack["sim-1"];
        server.AddFault(FaultRule.Of(new WireFault.Delay(TimeSpan.FromSeconds(8)), "POST", InterruptedSite.Reset));
        using var apply = InterruptedSite.Start(site);
        await apply.UntilAsync(() => server.WaitingFaults == 0, "the restart is on its way", Token);
        var plugin = Assert.Single(apply.Children("terraform-provider-baremetal"));
        await apply.InterruptGroupAsync(Token);
        await apply.UntilSaysAsync("Interrupt received", Token);
        await apply.InterruptGroupAsync(Token);

        (await apply.ResultAsync(Token)).Must(1).MustSay("Two interrupts received");

        await plugin.WaitForExitAsync(Token);
        Assert.Equal(0, server.BootCount);
        (await site.Workspace.BaremetalAsync(Token, "explain", "sim-1")).Must(0).MustSay("Restart: intended");
        await InterruptedSite.AssertNothingTaintedAsync(site, Token);
        await InterruptedSite.AssertFinishesAsync(site, Token);
    }
}
