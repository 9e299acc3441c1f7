using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Destruction;

/// <summary>State, store, configuration and machines that no longer agree: each ends in words, and with nothing lost and nothing switched off.</summary>
public sealed class DivergenceTests
{
    private const string BiosReference = "bios_profile = baremetal_bios_profile.turbo.ref";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Bios => Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"));

    [Fact]
    public async Task Swapped_addresses_are_refused_and_no_machine_is_touched()
    {
        await using var site = await Site.CreateAsync(2, rack => Servers(rack["sim-1"].Endpoint.Authority, rack["sim-2"].Endpoint.Authority), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        site.Rack["sim-1"].ForgetRequests();
        site.Rack["sim-2"].ForgetRequests();

        await site.ConfigureAsync(Servers(site.Rack["sim-2"].Endpoint.Authority, site.Rack["sim-1"].Endpoint.Authority), Token);

        // The certificate tells before a login is sent.
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM1004");

        Assert.Empty(Site.Writes(site.Rack["sim-1"]));
        Assert.Empty(Site.Writes(site.Rack["sim-2"]));

        string Servers(string first, string second) => Bios + Server("sim-1", first, "r1") + Server("sim-2", second, "r2");

        static string Server(string name, string address, string place) => $$"""

            resource "baremetal_server" "{{name}}" {
              name         = "{{name}}"
              bmc          = { address = "{{address}}", credential = "default" }
              bios_profile = baremetal_bios_profile.turbo.ref
              location     = { rack = "{{place}}" }
            }

            """;
    }

    [Fact]
    public async Task A_destroy_rule_edited_and_destroyed_in_one_go_is_the_rule_of_the_state()
    {
        await using var site = await Site.CreateAsync(1, rack => Bios + Configurations.Server("sim-1", rack["sim-1"], BiosReference + "\n  power = \"on\""), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var server = site.Rack["sim-1"];
        server.ForgetRequests();

        await site.ConfigureAsync(Bios + Configurations.Server("sim-1", server, BiosReference + "\n  power = \"on\"\n  on_destroy = \"power_off\""), Token);
        (await site.Workspace.TerraformAsync(Token, "destroy", "-no-color", "-input=false", "-auto-approve")).Must(0);

        Assert.Empty(Site.Writes(server));
        Assert.Equal("On", server.PowerState);
    }

    [Fact]
    public async Task A_board_that_was_swapped_at_the_address_is_not_touched()
    {
        await using var site = await CreatedAsync();
        var server = site.Rack["sim-1"];
        server.ReplaceSerial("ANOTHER-BOARD");
        Assert.True(server.SetBios("ProcTurboMode", "Disabled"));

        (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("BM0207").MustSay("ANOTHER-BOARD").MustSay("forget");
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM0207");

        Assert.Empty(Site.Writes(server));
    }

    [Fact]
    public async Task A_password_that_was_changed_outside_is_an_error_and_tried_twice_at_most()
    {
        await using var site = await CreatedAsync();
        var server = site.Rack["sim-1"];
        site.Workspace.Set("BMC_PASSWORD", "no-longer-right");
        var failed = server.FailedLogins;

        for (var time = 0; time < 3; time++) (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("BM10").MustNotSay("no-longer-right");

        Assert.InRange(server.FailedLogins - failed, 1, 2);
        site.Workspace.Set("BMC_PASSWORD", site.Workspace.Password);
        (await site.Workspace.PlanAsync(Token)).Must(0);
    }

    [Fact]
    public async Task A_lost_store_takes_the_machine_up_again_and_says_so_once()
    {
        await using var site = await CreatedAsync();
        var server = site.Rack["sim-1"];
        (await site.Workspace.BaremetalAsync(Token, "engine", "stop")).Must(0);
        Directory.Delete(site.Workspace.StateFolder, recursive: true);

        (await site.Workspace.PlanAsync(Token)).Must(0).MustSay("BM0219");
        (await site.Workspace.ApplyAsync(Token)).Must(0).MustNotSay("BM0219");

        Assert.Empty(Site.Writes(server));
    }

    [Fact]
    public async Task A_stale_plan_is_not_applied_and_a_fresh_one_works_on_another_machine()
    {
        await using var site = await CreatedAsync();
        var server = site.Rack["sim-1"];
        Assert.True(server.SetBios("ProcTurboMode", "Disabled"));
        (await site.Workspace.TerraformAsync(Token, "plan", "-no-color", "-input=false", "-out=stale.plan")).Must(0);
        (await site.Workspace.TerraformAsync(Token, "plan", "-no-color", "-input=false", "-out=fresh.plan")).Must(0);
        (await site.Workspace.BaremetalAsync(Token, "engine", "stop")).Must(0);

        // A runner that has the plan file, the state and the files, and a store that is empty.
        Directory.Delete(site.Workspace.StateFolder, recursive: true);
        (await site.Workspace.TerraformAsync(Token, "apply", "-no-color", "-input=false", "fresh.plan")).Must(0);
        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
        server.ForgetRequests();

        (await site.Workspace.TerraformAsync(Token, "apply", "-no-color", "-input=false", "stale.plan")).Must(1).MustSay("stale");
        Assert.Empty(Site.Writes(server));
        (await site.Workspace.PlanAsync(Token)).Must(0);
    }

    [Fact]
    public async Task A_machine_that_drifts_after_its_plan_was_saved_is_not_restarted_by_that_plan()
    {
        await using var site = await Site.CreateAsync(1, rack => Bios + Configurations.Server("sim-1", rack["sim-1"], BiosReference), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var server = site.Rack["sim-1"];
        await site.ConfigureAsync(Bios + Configurations.Server("sim-1", server, BiosReference + "\n  location = { rack = \"r9\" }"), Token);
        (await site.Workspace.TerraformAsync(Token, "plan", "-no-color", "-input=false", "-out=saved.bin")).Must(0).MustNotSay("restart");
        Assert.True(server.SetBios("ProcTurboMode", "Disabled"));
        server.ForgetRequests();
        var boots = server.BootCount;

        (await site.Workspace.TerraformAsync(Token, "apply", "-no-color", "-input=false", "saved.bin")).Must(1).MustSay("BM0221").MustSay("Planned: nothing");

        Assert.Empty(Site.Writes(server));
        Assert.Equal(boots, server.BootCount);
        (await site.Workspace.PlanAsync(Token)).Must(2).MustSay("1 restart");
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
    }

    [Fact]
    public async Task Two_applies_of_different_things_at_once_end_with_one_refused_by_the_name_of_the_other()
    {
        await using var site = await Site.CreateAsync(1, server => server with { PostTime = TimeSpan.FromSeconds(6) }, rack => Bios + Configurations.Server("sim-1", rack["sim-1"], BiosReference), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var server = site.Rack["sim-1"];
        Assert.True(server.SetBios("ProcTurboMode", "Disabled"));
        var boots = server.BootCount;
        using var first = site.Workspace.StartTerraform("apply", "-no-color", "-input=false", "-auto-approve", "-lock=false");
        while (server.BootCount == boots && !first.HasExited) await Task.Delay(50, Token);

        await site.ConfigureAsync(Bios + Configurations.Server("sim-1", server, BiosReference + "\n  power = \"off\""), Token);
        var second = await site.Workspace.ApplyAsync(Token, "-lock=false", "-refresh=false");
        var end = await first.ResultAsync(Token);

        second.Must(1).MustSay("op-");
        end.Must(0);
        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
        Assert.Equal("On", server.PowerState);
    }

    [Fact]
    public async Task Without_refresh_or_with_a_target_nothing_more_is_done_than_asked()
    {
        await using var site = await Site.CreateAsync(
            2, rack => Bios + Configurations.Server("sim-1", rack["sim-1"], BiosReference) + Configurations.Server("sim-2", rack["sim-2"], BiosReference), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var (first, second) = (site.Rack["sim-1"], site.Rack["sim-2"]);
        Assert.True(first.SetBios("ProcTurboMode", "Disabled"));
        Assert.True(second.SetBios("ProcTurboMode", "Disabled"));
        first.ForgetRequests();
        second.ForgetRequests();

        (await site.Workspace.TerraformAsync(Token, "plan", "-no-color", "-input=false", "-refresh=false", "-detailed-exitcode")).Must(0);
        Assert.Empty(first.Requests);
        (await site.Workspace.ApplyAsync(Token, "-target=baremetal_server.sim-1")).Must(0);

        Assert.Equal("Enabled", first.Bios["ProcTurboMode"]);
        Assert.Equal("Disabled", second.Bios["ProcTurboMode"]);
        Assert.Empty(Site.Writes(second));
    }

    [Fact]
    public async Task A_second_provider_configuration_on_one_site_works_beside_the_first()
    {
        await using var site = await Site.CreateAsync(2, rack => Bios + Configurations.Server("sim-1", rack["sim-1"], BiosReference), Token);
        await site.ConfigureAsync(
            Bios
            + Configurations.Server("sim-1", site.Rack["sim-1"], BiosReference)
            + Configurations.Server("sim-2", site.Rack["sim-2"], BiosReference + "\n  provider = baremetal.second")
            + Configurations.Provider(site.MediaPort, "second"),
            Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        (await site.Workspace.PlanAsync(Token)).Must(0);
        Assert.Equal("Enabled", site.Rack["sim-2"].Bios["ProcTurboMode"]);
    }

    private static async Task<Site> CreatedAsync()
    {
        var site = await Site.CreateAsync(1, rack => Bios + Configurations.Server("sim-1", rack["sim-1"], BiosReference), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        site.Rack["sim-1"].ForgetRequests();
        return site;
    }
}
