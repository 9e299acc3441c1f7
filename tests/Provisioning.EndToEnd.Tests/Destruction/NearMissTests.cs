using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Destruction;

/// <summary>Ways in which a machine with somebody's data on it was nearly erased; each ends in words, and with the machine untouched.</summary>
public sealed class NearMissTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_renamed_key_on_one_address_is_refused_and_the_machine_is_untouched()
    {
        await using var site = await InstalledAsync();
        var server = site.Rack["sim-1"];
        await site.ConfigureAsync(Installed(site.Rack, TinyImage.Built, key: "renamed"), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("moved");
        AssertUntouched(server);
    }

    [Fact]
    public async Task Replace_under_a_dependent_that_creates_before_it_destroys_is_refused()
    {
        var image = TinyImage.Built;
        await using var site = await InstalledAsync();
        await site.ConfigureAsync(Installed(site.Rack, image) + """

            resource "terraform_data" "dependent" {
              input = baremetal_server.sim-1.id
              lifecycle { create_before_destroy = true }
            }
            """, Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        site.Rack["sim-1"].ForgetRequests();
        (await site.Workspace.ApplyAsync(Token, "-replace=baremetal_server.sim-1")).Must(1).MustSay("rebuild_trigger");
        AssertUntouched(site.Rack["sim-1"]);
    }

    [Fact]
    public async Task A_new_image_digest_rebuilds_nothing_and_is_said()
    {
        await using var site = await InstalledAsync();
        var other = TinyImage.Built.Changed(site.Workspace.Folder);
        await site.ConfigureAsync(Installed(site.Rack, other), Token);
        (await site.Workspace.PlanAsync(Token)).Must(2).MustSay("out of date");
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        AssertUntouched(site.Rack["sim-1"]);
    }

    [Fact]
    public async Task An_occupied_disk_is_refused_by_the_agent_with_its_serial_and_size()
    {
        await using var site = await InstalledAsync();
        var server = site.Rack["sim-1"];

        // Neither state nor store know of the disk: another site's engine, say. The agent is the last who can notice.
        (await site.Workspace.BaremetalAsync(Token, "engine", "stop")).Must(0);
        Directory.Delete(site.Workspace.StateFolder, recursive: true);
        File.Delete(Path.Combine(site.Workspace.Folder, "terraform.tfstate"));
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM42").MustSay(server.Definition.Disks[0].Serial);
    }

    [Fact]
    public async Task A_lost_state_file_does_not_rebuild_and_import_brings_the_machine_back()
    {
        await using var site = await InstalledAsync();
        var server = site.Rack["sim-1"];
        (await site.Workspace.PlanAsync(Token)).Must(0);
        File.Delete(Path.Combine(site.Workspace.Folder, "terraform.tfstate"));
        server.ForgetRequests();
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("import");
        AssertUntouched(server);
        var id = $"sim-1@{server.Endpoint.Authority}?credential=default";
        (await site.Workspace.TerraformAsync(Token, "import", "-no-color", "baremetal_server.sim-1", id)).Must(0);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        AssertUntouched(server);
    }

    [Fact]
    public async Task Another_machine_at_the_address_is_not_touched()
    {
        await using var site = await Site.CreateAsync(
            1, rack => Configurations.Server("sim-1", rack["sim-1"], BiosReference, serial: "SOMEONE-ELSE") + Bios, Token);
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay(site.Rack["sim-1"].Definition.Serial);
        Assert.Empty(Site.Writes(site.Rack["sim-1"]));
    }

    [Fact]
    public async Task A_held_machine_is_not_touched()
    {
        await using var site = await Site.CreateAsync(1, rack => Configurations.Server("sim-1", rack["sim-1"], BiosReference) + Bios, Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var server = site.Rack["sim-1"];
        (await site.Workspace.BaremetalAsync(Token, "hold", "sim-1", "--reason", "a person works on it")).Must(0);
        Assert.True(server.SetBios("ProcTurboMode", "Disabled"));
        server.ForgetRequests();
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("a person works on it");
        Assert.Empty(Site.Writes(server));
        (await site.Workspace.BaremetalAsync(Token, "unhold", "sim-1")).Must(0);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
    }

    [Fact]
    public async Task An_interrupted_apply_is_resumed_by_the_next_and_nothing_is_tainted()
    {
        await using var site = await Site.CreateAsync(1, rack => Installed(rack, TinyImage.Built), Token);
        var server = site.Rack["sim-1"];
        using var apply = site.Workspace.StartTerraform("apply", "-no-color", "-input=false", "-auto-approve");
        while (server.BootCount == 0 && !apply.HasExited) await Task.Delay(50, Token);
        await apply.InterruptAsync(Token);
        Assert.NotEqual(0, (await apply.ResultAsync(Token)).Code);

        (await site.Workspace.ApplyAsync(Token)).Must(0).MustNotSay("tainted");
        (await site.Workspace.PlanAsync(Token)).Must(0);
    }

    private const string BiosReference = "bios_profile = baremetal_bios_profile.turbo.ref";

    private static string Bios => Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"));

    private static async Task<Site> InstalledAsync()
    {
        var site = await Site.CreateAsync(1, rack => Installed(rack, TinyImage.Built), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        site.Rack["sim-1"].ForgetRequests();
        return site;
    }

    private static string Installed(Rack rack, TinyImage image, string key = "sim-1") =>
        Configurations.OsImage("tiny", image.File, image.Sha256)
        + Configurations.Server(key, rack["sim-1"], "os = { image = baremetal_os_image.tiny.ref }");

    private static void AssertUntouched(RackServer server)
    {
        Assert.Empty(Site.Writes(server));
        Assert.Equal("On", server.PowerState);
    }
}
