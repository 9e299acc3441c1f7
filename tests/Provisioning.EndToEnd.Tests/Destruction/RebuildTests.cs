using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Destruction;

/// <summary>Ways to rebuild or to take a machine that Terraform's own safeguards do not see.</summary>
public sealed class RebuildTests
{
    private const string Protected = "\n  lifecycle { prevent_destroy = true }";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rebuild_in_place_is_an_update_that_prevent_destroy_does_not_stop_and_the_missing_allowance_does()
    {
        var image = TinyImage.Built;
        await using var site = await Site.CreateAsync(1, rack => Installed(rack, image, ""), Token);
        var server = site.Rack["sim-1"];
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        server.ForgetRequests();

        await site.ConfigureAsync(Installed(site.Rack, image, "rebuild_trigger = \"again\""), Token);
        await RefusedAsync();
        await site.ConfigureAsync(Installed(site.Rack, image.Changed(site.Workspace.Folder), "rebuild_policy = \"when_image_changes\""), Token);
        await RefusedAsync();

        async Task RefusedAsync()
        {
            (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("data_loss").MustSay("[BM");
            (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("data_loss");
            AssertUntouched(server);
        }
    }

    [Fact]
    public async Task Replace_alone_is_refused_before_the_object_is_forgotten()
    {
        await using var site = await Site.CreateAsync(1, rack => Installed(rack, TinyImage.Built, "").Replace(Protected, "", StringComparison.Ordinal), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        site.Rack["sim-1"].ForgetRequests();

        (await site.Workspace.ApplyAsync(Token, "-replace=baremetal_server.sim-1")).Must(1).MustSay("rebuild_trigger");

        AssertUntouched(site.Rack["sim-1"]);
        (await site.Workspace.TerraformAsync(Token, "state", "list")).Must(0).MustSay("baremetal_server.sim-1");
        (await site.Workspace.PlanAsync(Token)).Must(0);
    }

    [Fact]
    public async Task Two_objects_that_name_one_machine_by_address_and_by_host_name_do_not_both_get_it()
    {
        await using var site = await Site.CreateAsync(1, Twice, Token);
        var server = site.Rack["sim-1"];
        var refused = (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("moved");
        var boots = server.BootCount;
        server.ForgetRequests();
        var state = (await site.Workspace.TerraformAsync(Token, "state", "list")).Must(0).Output;
        Assert.Single(state.Split('\n'), line => line.Contains("baremetal_server", StringComparison.Ordinal));
        var (owner, other) = state.Contains("by-name", StringComparison.Ordinal) ? ("by-name", "sim-1") : ("sim-1", "by-name");
        refused.MustSay($"{other}:").MustSay(owner);

        (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("moved").MustSay(owner);
        (await site.Workspace.ApplyAsync(Token)).Must(1);

        Assert.Empty(Site.Writes(server));
        Assert.Equal(boots, server.BootCount);

        static string Twice(Rack rack) =>
            Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"))
            + Configurations.Server("sim-1", rack["sim-1"], "bios_profile = baremetal_bios_profile.turbo.ref")
            + Configurations.Server("by-name", rack["sim-1"], "bios_profile = baremetal_bios_profile.turbo.ref")
                .Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
    }

    private static string Installed(Rack rack, TinyImage image, string rule) =>
        Configurations.OsImage("tiny", image.File, image.Sha256)
        + Configurations.Server("sim-1", rack["sim-1"], $$"""
              os = {
                image = baremetal_os_image.tiny.ref
                {{rule}}
              }
            """ + Protected);

    private static void AssertUntouched(RackServer server)
    {
        Assert.Empty(Site.Writes(server));
        Assert.Equal("On", server.PowerState);
    }
}
