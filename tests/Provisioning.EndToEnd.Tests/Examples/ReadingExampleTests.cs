using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Examples;

/// <summary>Examples that look: no machine is changed by them.</summary>
public sealed class ReadingExampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Adopted_servers_show_their_drift_and_no_request_changes_anything()
    {
        await using var example = await Example.CreateAsync(
            "adopt-only",
            (workspace, _) =>
            {
                workspace.Set("BMC_READER", "rack-reader-01");
                workspace.Set("BMC_PASSWORD", "");
            },
            Token);
        await example.ValidateAsync(Token);
        var (first, second) = (example.Rack["gpu-n01"], example.Rack["gpu-n02"]);

        (await example.Workspace.PlanAsync(Token)).Must(2).MustSay("2 to import, 2 to add, 2 to change, 0 to destroy");
        (await example.Workspace.ApplyAsync(Token)).Must(0);
        (await example.Workspace.PlanAsync(Token)).Must(0).MustSay("No changes");

        Assert.True(first.SetBios("SystemProfile", "Performance"));
        (await example.Workspace.PlanAsync(Token)).Must(0).MustSay("No changes");
        Assert.True(first.SetBios("ProcTurboMode", "Disabled"));
        Assert.True(second.SetFirmware("NIC1", "22.39.1002"));
        (await example.Workspace.PlanAsync(Token)).Must(2)
            .MustSay("\"ProcTurboMode\" = \"Disabled\" -> \"Enabled\"").MustSay("BM2001").MustSay("22.39.1002").MustNotSay("SystemProfile");
        (await example.Workspace.TerraformAsync(Token, "plan", "-refresh-only", "-no-color", "-input=false", "-detailed-exitcode")).Must(2)
            .MustSay("\"ProcTurboMode\" = \"Enabled\" -> \"Disabled\"").MustSay("\"NIC1\" = \"22.41.10\" -> \"22.39.1002\"");
        Assert.All(example.Rack.Servers, server => Assert.Empty(Site.Writes(server)));

        var boots = first.BootCount;

        // Somebody applies all the same: the account may only read, and the BMC says no.
        (await example.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM1014");
        Assert.Equal("Disabled", first.Bios["ProcTurboMode"]);
        Assert.Equal(boots, first.BootCount);

        await example.DestroyAsync(Token);
        Assert.All(example.Rack.Servers, server => Assert.Equal("On", server.PowerState));
    }

    [Fact]
    public async Task A_configuration_for_adopted_servers_is_written_by_terraform()
    {
        await using var example = await Example.CreateAsync("adopt-only", (workspace, _) => workspace.Set("BMC_READER", "rack-reader-01"), Token);
        var server = example.Rack["gpu-n01"];
        await example.Workspace.WriteAsync("main.tf", $$"""
            terraform {
              required_providers {
                baremetal = { source = "terraform.local/provisioning/baremetal" }
              }
            }

            provider "baremetal" {
              site        = "old-hall"
              credentials = { reader = { username = "drift", password_env = "BMC_READER" } }
            }

            import {
              to = baremetal_server.n01
              id = "gpu-n01@{{server.Endpoint.Authority}}?credential=reader"
            }
            """, Token);

        (await example.Workspace.TerraformAsync(Token, "plan", "-no-color", "-input=false", "-generate-config-out=generated.tf")).Must(0).MustSay("1 to import");
        (await example.Workspace.PlanAsync(Token)).Must(2).MustSay("1 to import, 0 to add, 0 to change, 0 to destroy");
        (await example.Workspace.ApplyAsync(Token)).Must(0);
        (await example.Workspace.PlanAsync(Token)).Must(0).MustSay("No changes");
        Assert.Empty(Site.Writes(server));
    }

    [Fact]
    public async Task A_firmware_wave_begins_when_the_one_before_it_is_there()
    {
        const string Newer = "-var=bios=2.5.0";
        await using var example = await Example.CreateAsync("firmware-wave", (_, _) => { }, Token);
        await example.ValidateAsync(Token);
        (await example.Workspace.ApplyAsync(Token)).Must(0).MustNotSay("BM2001");
        (await example.Workspace.PlanAsync(Token)).Must(0).MustSay("No changes");

        // Nobody has flashed anything: the plan is an error, and says of whom.
        (await PlanAsync()).Must(1).MustSay("Stopped before the early wave: gpu-n01 of the canary wave has not got 2.5.0 yet").MustSay("BM2001");
        (await PlanAsync("-target=baremetal_server.canary")).Must(2).MustSay("0 to add, 2 to change, 0 to destroy");

        Flash("gpu-n01");
        (await PlanAsync()).Must(1).MustSay("Stopped before the rest: gpu-n02 of the early wave has not got 2.5.0 yet").MustNotSay("before the early wave");
        (await example.Workspace.ApplyAsync(Token, Newer, "-target=baremetal_server.early")).Must(0).MustSay("gpu-n02: firmware bios is 2.4.1, wanted 2.5.0");

        Flash("gpu-n02");
        Flash("gpu-n03");
        (await example.Workspace.ApplyAsync(Token, Newer)).Must(0).MustSay("gpu-n04: firmware bios is 2.4.1, wanted 2.5.0").MustNotSay("gpu-n03: firmware");
        Flash("gpu-n04");
        (await example.Workspace.ApplyAsync(Token, Newer)).Must(0).MustNotSay("BM2001");
        (await PlanAsync()).Must(0).MustSay("No changes");
        Assert.All(example.Rack.Servers, server => Assert.Empty(Site.Writes(server)));
        await example.DestroyAsync(Token);

        void Flash(string server) => Assert.True(example.Rack[server].SetFirmware("BIOS", "2.5.0"));

        Task<CommandResult> PlanAsync(params string[] more) =>
            example.Workspace.TerraformAsync(Token, ["plan", "-no-color", "-input=false", "-detailed-exitcode", Newer, .. more]);
    }
}
