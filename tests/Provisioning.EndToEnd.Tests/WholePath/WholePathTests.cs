using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.WholePath;

public sealed class WholePathTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Terraform_takes_servers_from_off_to_ready_and_then_says_no_changes()
    {
        var image = TinyImage.Built;
        await using var site = await Site.CreateAsync(2, rack => Everything(rack, image), Token);

        (await site.Workspace.PlanAsync(Token)).Must(2).MustSay("4 to add").MustSay("imaging").MustNotSay(site.Workspace.Password);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        Assert.All(site.Rack.Servers, server => Assert.Equal("Enabled", server.Bios["ProcTurboMode"]));
        Assert.All(site.Rack.Servers, server => Assert.Equal(2, server.BootCount));
        (await site.Workspace.PlanAsync(Token)).Must(0).MustSay("No changes");
        (await site.Workspace.TerraformAsync(Token, "plan", "-refresh-only", "-detailed-exitcode", "-no-color")).Must(0);
        Assert.All(site.Rack.Servers, server => Assert.Equal(2, server.BootCount));
        Assert.Empty(site.Workspace.FilesWith(site.Workspace.Password));
        Assert.Empty(site.Workspace.FilesWith("swordfish-in-user-data"));
    }

    [Fact]
    public async Task A_bios_setting_changed_behind_the_back_shows_by_its_path_and_is_put_right_with_one_restart()
    {
        await using var site = await Site.CreateAsync(1, BiosOnly, Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var server = site.Rack["sim-1"];
        var boots = server.BootCount;

        Assert.True(server.SetBios("ProcTurboMode", "Disabled"));
        (await site.Workspace.PlanAsync(Token)).Must(2).MustSay("\"ProcTurboMode\" = \"Disabled\" -> \"Enabled\"");
        (await site.Workspace.ApplyAsync(Token)).Must(0);

        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
        Assert.Equal(boots + 1, server.BootCount);
        (await site.Workspace.PlanAsync(Token)).Must(0);
    }

    [Fact]
    public async Task A_saved_plan_is_applied_and_sessions_are_deleted_when_the_engine_stops()
    {
        await using var site = await Site.CreateAsync(1, BiosOnly, Token);
        (await site.Workspace.TerraformAsync(Token, "plan", "-no-color", "-out=saved")).Must(0);
        (await site.Workspace.TerraformAsync(Token, "apply", "-no-color", "saved")).Must(0);
        (await site.Workspace.BaremetalAsync(Token, "engine", "stop")).Must(0);
        Assert.Equal(0, site.Rack["sim-1"].OpenSessions);
    }

    [Fact]
    public async Task Destroy_forgets_and_touches_nothing()
    {
        await using var site = await Site.CreateAsync(1, BiosOnly, Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var server = site.Rack["sim-1"];
        server.ForgetRequests();
        (await site.Workspace.TerraformAsync(Token, "destroy", "-auto-approve", "-no-color")).Must(0);
        Assert.Empty(Site.Writes(server));
    }

    [Fact]
    public async Task Import_adopts_a_machine_without_a_restart()
    {
        await using var site = await Site.CreateAsync(1, rack => Configurations.Server("sim-1", rack["sim-1"]), Token);
        var server = site.Rack["sim-1"];
        var id = $"sim-1@{server.Endpoint.Authority}?credential=default";
        (await site.Workspace.TerraformAsync(Token, "import", "-no-color", "baremetal_server.sim-1", id)).Must(0);
        Assert.Empty(Site.Writes(server));
        (await site.Workspace.TerraformAsync(Token, "state", "show", "-no-color", "baremetal_server.sim-1")).Must(0).MustSay(server.Definition.Serial);
    }

    private static string BiosOnly(Rack rack) =>
        Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"))
        + Configurations.Server("sim-1", rack["sim-1"], "bios_profile = baremetal_bios_profile.turbo.ref");

    /// <summary>Servers with everything that this version carries out: BIOS, image, user data.</summary>
    internal static string Everything(Rack rack, TinyImage image) =>
        Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"))
        + Configurations.OsImage("tiny", image.File, image.Sha256)
        + string.Concat(rack.Servers.Select(server => Configurations.Server(server.Name, server, """
              bios_profile = baremetal_bios_profile.turbo.ref
              os = {
                image        = baremetal_os_image.tiny.ref
                user_data_wo = "#cloud-config\npassword: swordfish-in-user-data\n"
                user_data_wo_version = 1
              }
            """)));
}
