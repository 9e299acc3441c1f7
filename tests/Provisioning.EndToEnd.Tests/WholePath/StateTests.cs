using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.WholePath;

/// <summary>States that move: within a configuration, to another address of the provider, and back from the store when they were lost.</summary>
public sealed class StateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_moves_to_another_key_and_to_another_address_of_the_provider_and_nothing_changes()
    {
        await using var site = await Site.CreateAsync(1, rack => Server("first", rack["sim-1"].Endpoint.Authority), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        site.Rack["sim-1"].ForgetRequests();

        await site.ConfigureAsync(Server("second", site.Rack["sim-1"].Endpoint.Authority) + Moved("first", "second"), Token);
        (await site.Workspace.PlanAsync(Token)).Must(2).MustSay("has moved").MustSay("0 to add, 0 to change, 0 to destroy");
        (await site.Workspace.ApplyAsync(Token)).Must(0);

        // The same program under another address, as when a mirror becomes a registry.
        var place = Path.Combine(site.Workspace.MirrorFolder, "terraform.local/acme/baremetal/0.1.0/linux_amd64");
        Directory.CreateDirectory(place);
        File.CreateSymbolicLink(Path.Combine(place, "terraform-provider-baremetal_v0.1.0"), BuiltPrograms.Baremetal);
        var head = Configurations.Head(site.MediaPort).Replace(
            "baremetal = { source", "acme = { source = \"terraform.local/acme/baremetal\" }\n    baremetal = { source", StringComparison.Ordinal);
        await site.Workspace.WriteAsync(
            "main.tf",
            head + Configurations.Provider(site.MediaPort).Replace("provider \"baremetal\"", "provider \"acme\"", StringComparison.Ordinal)
            + Server("third", site.Rack["sim-1"].Endpoint.Authority, "provider = acme") + Moved("second", "third"),
            Token);
        (await site.Workspace.TerraformAsync(Token, "init", "-no-color", "-upgrade")).Must(0);
        (await site.Workspace.PlanAsync(Token)).Must(2).MustSay("has moved").MustSay("0 to add, 0 to change, 0 to destroy");
        (await site.Workspace.ApplyAsync(Token)).Must(0);

        Assert.Empty(Site.Writes(site.Rack["sim-1"]));
    }

    [Fact]
    public async Task Something_else_does_not_become_a_server()
    {
        await using var site = await Site.CreateAsync(
            1, rack => """

                resource "baremetal_bios_profile" "was" {
                  name = "was"
                }

                """, Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);

        await site.ConfigureAsync(Server("is", site.Rack["sim-1"].Endpoint.Authority) + """

            moved {
              from = baremetal_bios_profile.was
              to   = baremetal_server.is
            }
            """, Token);

        (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("BM0129");
        Assert.Empty(Site.Writes(site.Rack["sim-1"]));
    }

    [Fact]
    public async Task A_lost_state_is_brought_back_by_the_name_alone_and_a_name_that_the_store_lacks_is_said()
    {
        await using var site = await Site.CreateAsync(1, rack => Server("first", rack["sim-1"].Endpoint.Authority), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        File.Delete(Path.Combine(site.Workspace.Folder, "terraform.tfstate"));
        site.Rack["sim-1"].ForgetRequests();

        (await Import("nobody")).Must(1).MustSay("BM0306");
        (await Import("sim-1")).Must(0);

        (await site.Workspace.PlanAsync(Token)).Must(0);
        Assert.Empty(Site.Writes(site.Rack["sim-1"]));

        Task<CommandResult> Import(string id) => site.Workspace.TerraformAsync(Token, "import", "-no-color", "-input=false", "baremetal_server.first", id);
    }

    private static string Server(string key, string address, string more = "") => $$"""

        resource "baremetal_server" "{{key}}" {
          name = "sim-1"
          bmc  = { address = "{{address}}", credential = "default" }
          {{more}}
        }

        """;

    private static string Moved(string from, string to) => $$"""

        moved {
          from = baremetal_server.{{from}}
          to   = baremetal_server.{{to}}
        }

        """;
}
