using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.WholePath;

/// <summary>What a machine must show and measure, the network that it is given, and how it differs from its documents.</summary>
public sealed class ProfileTests
{
    private const string Os = """
          os = {
            image     = baremetal_os_image.tiny.ref
            root_disk = { min_size_gib = 1 }
          }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_machine_is_judged_before_it_is_written_and_checked_before_it_is_ready()
    {
        var image = TinyImage.Built;
        await using var site = await Site.CreateAsync(1, rack => Configuration(rack, "required", 4096), Token);
        var server = site.Rack["sim-1"];

        // A simulated machine has no TPM: the policy keeps it from being written.
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM6023").MustSay("no TPM");
        (await site.Workspace.BaremetalAsync(Token, "history", "sim-1")).Must(0).MustNotSay("image.write");

        await site.ConfigureAsync(Configuration(site.Rack, "if_present", 4096), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM5003").MustSay("wanted at least 4096");

        await site.ConfigureAsync(Configuration(site.Rack, "if_present", 1), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        (await site.Workspace.PlanAsync(Token)).Must(0);

        // A new profile is checked without a restart, and the plan says what runs.
        server.ForgetRequests();
        await site.ConfigureAsync(Configuration(site.Rack, "if_present", 2), Token);
        (await site.Workspace.PlanAsync(Token)).Must(2).MustSay("validation; no restarts");
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        Assert.Empty(Site.Writes(server));
        (await site.Workspace.PlanAsync(Token)).Must(0);

        string Configuration(Simulator.Racks.Rack rack, string tpm, int processors) => Configurations.OsImage("tiny", image.File, image.Sha256)
            + $$"""

                resource "baremetal_attestation_policy" "site" {
                  name = "site"
                  tpm  = "{{tpm}}"
                }

                resource "baremetal_validation_profile" "node" {
                  name                   = "node"
                  min_logical_processors = {{processors}}
                  drives                 = { min_count = 1 }
                }

                resource "baremetal_network_profile" "node" {
                  name      = "node"
                  ethernets = { eth0 = { dhcp4 = true } }
                }

                """
            + Configurations.Server("sim-1", rack["sim-1"], Os + """

                  attestation_policy = baremetal_attestation_policy.site.ref
                  validation_profile = baremetal_validation_profile.node.ref
                  network_profile    = baremetal_network_profile.node.ref
                """);
    }

    [Fact]
    public async Task What_a_profile_does_not_carry_yet_and_a_bond_over_nothing_are_refused_by_validate()
    {
        await using var site = await Site.CreateAsync(1, rack => """

            resource "baremetal_validation_profile" "node" {
              name = "node"
              gpus = { count = 8 }
            }

            resource "baremetal_network_profile" "node" {
              name      = "node"
              ethernets = { left = { match = { slot = "3" } } }
              bonds     = { bond0 = { interfaces = ["left", "rigth"], mode = "802.3ad" } }
            }
            """ + Configurations.Server("sim-1", rack["sim-1"], "  validation_profile = baremetal_network_profile.node.ref"), Token);

        var validated = await site.Workspace.TerraformAsync(Token, "validate", "-no-color");

        validated.Must(1).MustSay("BM0119").MustSay("gpus").MustSay("slot").MustSay("BM0103").MustSay("rigth");
        await site.ConfigureAsync("""

            resource "baremetal_network_profile" "node" {
              name      = "node"
              ethernets = { eth0 = { dhcp4 = true } }
            }
            """ + Configurations.Server("sim-1", site.Rack["sim-1"], "  validation_profile = baremetal_network_profile.node.ref"), Token);
        (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("BM0114");
        Assert.Empty(Site.Writes(site.Rack["sim-1"]));
    }

    [Fact]
    public async Task Drift_is_told_by_path_of_a_machine_that_nobody_manages_and_nothing_is_written_anywhere()
    {
        await using var site = await Site.CreateAsync(1, rack => Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"), ("BootMode", "Uefi")) + $$"""

            data "baremetal_drift" "n01" {
              name         = "sim-1"
              bmc          = { address = "{{rack["sim-1"].Endpoint.Authority}}", credential = "default" }
              expect       = { serial = "{{rack["sim-1"].Definition.Serial}}" }
              bios_profile = baremetal_bios_profile.turbo.ref
              unmanaged    = ["bios.BootMode"]
            }

            check "drift" {
              assert {
                condition     = data.baremetal_drift.n01.in_sync
                error_message = join(", ", [for d in data.baremetal_drift.n01.differences : "${d.path} is ${coalesce(d.seen, "absent")}, wanted ${d.wanted}"])
              }
            }

            output "serial" { value = data.baremetal_drift.n01.serial }
            """, Token);
        var server = site.Rack["sim-1"];

        (await site.Workspace.ApplyAsync(Token)).Must(0).MustSay("bios.ProcTurboMode is Disabled, wanted Enabled").MustSay(server.Definition.Serial);
        Assert.True(server.SetBios("ProcTurboMode", "Enabled"));
        (await site.Workspace.ApplyAsync(Token)).Must(0).MustNotSay("wanted Enabled");

        Assert.Empty(Site.Writes(server));
        (await site.Workspace.BaremetalAsync(Token, "status")).Must(0).MustNotSay("sim-1");
    }
}
