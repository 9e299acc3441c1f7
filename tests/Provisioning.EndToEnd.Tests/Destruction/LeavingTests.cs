using Provisioning.EndToEnd.Tests.Interruption;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Destruction;

/// <summary>Objects that go away: deleted lines, machines that nobody reaches. Nothing is erased, and nothing is switched off unless the state says so.</summary>
public sealed class LeavingTests
{
    private const string BiosReference = "bios_profile = baremetal_bios_profile.turbo.ref";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Bios => Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"));

    [Fact]
    public async Task A_deleted_line_forgets_the_machine_and_touches_nothing()
    {
        await using var site = await Site.CreateAsync(1, rack => Bios + Configurations.Server("sim-1", rack["sim-1"], BiosReference + "\n  power = \"on\""), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var server = site.Rack["sim-1"];
        server.ForgetRequests();

        await site.ConfigureAsync(Bios, Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0).MustSay("1 destroyed");

        Assert.Empty(Site.Writes(server));
        Assert.Equal("On", server.PowerState);
        (await site.Workspace.PlanAsync(Token)).Must(0);
    }

    [Fact]
    public async Task A_line_deleted_in_the_middle_of_its_create_leaves_the_machine_where_it_is_until_it_is_forgotten()
    {
        await using var site = await InterruptedSite.CreateAsync(TimeSpan.FromSeconds(6), Token);
        var whole = await File.ReadAllTextAsync(Path.Combine(site.Workspace.Folder, "main.tf"), Token);
        var server = site.Rack["sim-1"];
        using (var apply = InterruptedSite.Start(site))
        {
            await InterruptedSite.UntilRestartedAsync(site, apply, Token);
            await apply.InterruptGroupAsync(Token);
            (await apply.ResultAsync(Token)).Must(1);
        }

        server.ForgetRequests();
        await site.ConfigureAsync(Bios, Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        (await site.Workspace.BaremetalAsync(Token, "explain", "sim-1")).Must(0).MustSay("Wait for the agent");
        (await site.Workspace.BaremetalAsync(Token, "forget", "sim-1")).Must(0);
        Assert.Empty(Site.Writes(server));

        await site.Workspace.WriteAsync("main.tf", whole, Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        (await site.Workspace.PlanAsync(Token)).Must(0);
    }

    [Fact]
    public async Task A_machine_that_nobody_reaches_is_forgotten_as_always_and_one_that_must_be_switched_off_stays_in_the_state()
    {
        await using var site = await Site.CreateAsync(
            2,
            rack => Bios
                + Configurations.Server("sim-1", rack["sim-1"], BiosReference + "\n  power = \"on\"\n  on_destroy = \"power_off\"")
                + Configurations.Server("sim-2", rack["sim-2"], BiosReference + "\n  power = \"on\""),
            Token);
        var (off, forgotten) = (site.Rack["sim-1"], site.Rack["sim-2"]);
        forgotten.SetReachable(false);
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM10").MustSay("sim-2");
        (await site.Workspace.TerraformAsync(Token, "state", "list")).Must(0).MustSay("baremetal_server.sim-1").MustNotSay("baremetal_server.sim-2");
        forgotten.SetReachable(true);
        (await site.Workspace.ApplyAsync(Token)).Must(0);

        forgotten.ForgetRequests();
        off.SetReachable(false);
        forgotten.SetReachable(false);
        (await DestroyAsync(site)).Must(1).MustSay("BM10").MustSay("sim-1");
        (await site.Workspace.TerraformAsync(Token, "state", "list")).Must(0).MustSay("baremetal_server.sim-1").MustNotSay("baremetal_server.sim-2");
        Assert.Equal("On", off.PowerState);

        off.SetReachable(true);
        forgotten.SetReachable(true);
        (await DestroyAsync(site)).Must(0);
        Assert.Equal("Off", off.PowerState);
        Assert.Equal("On", forgotten.PowerState);
        Assert.Empty(Site.Writes(forgotten));
    }

    private static Task<Testing.Programs.CommandResult> DestroyAsync(Site site) =>
        site.Workspace.TerraformAsync(Token, "destroy", "-no-color", "-input=false", "-auto-approve");
}
