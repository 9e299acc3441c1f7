using System.Text.Json;
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

    [Fact]
    public async Task A_reference_that_is_ignored_is_refused_and_one_from_another_state_works()
    {
        var documents = Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"));
        await using var site = await Site.CreateAsync(
            1, rack => documents + Server("first", rack["sim-1"].Endpoint.Authority, "bios_profile = baremetal_bios_profile.turbo.ref"), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var server = site.Rack["sim-1"];
        server.ForgetRequests();

        await site.ConfigureAsync(
            documents + Server("first", server.Endpoint.Authority, "bios_profile = baremetal_bios_profile.turbo.ref\n  lifecycle {\n    ignore_changes = [bios_profile]\n  }"),
            Token);
        (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("BM0132").MustSay("ignore_changes");

        // As the output of another configuration gives it: id and content.
        var text = (await site.Workspace.TerraformAsync(Token, "state", "pull")).Must(0).Output;
        await site.Workspace.WriteAsync("other.tfstate", text.Replace("\"outputs\": {}", "\"outputs\": { \"gpu\": { \"value\": " + Reference(text) + ", \"type\": [\"object\", { \"id\": \"string\", \"document\": \"string\" }] } }", StringComparison.Ordinal), Token);
        await site.ConfigureAsync(
            "\ndata \"terraform_remote_state\" \"documents\" {\n  backend = \"local\"\n  config = { path = \"other.tfstate\" }\n}\n" + documents
            + Server("first", server.Endpoint.Authority, "bios_profile = data.terraform_remote_state.documents.outputs.gpu"),
            Token);
        (await site.Workspace.PlanAsync(Token)).Must(0);

        // The document is destroyed while the server still uses it by the other way: nothing of the machine changes.
        await site.ConfigureAsync(
            "\ndata \"terraform_remote_state\" \"documents\" {\n  backend = \"local\"\n  config = { path = \"other.tfstate\" }\n}\n"
            + Server("first", server.Endpoint.Authority, "bios_profile = data.terraform_remote_state.documents.outputs.gpu"),
            Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0).MustSay("0 added, 0 changed, 1 destroyed");
        (await site.Workspace.PlanAsync(Token)).Must(0);
        Assert.Empty(Site.Writes(server));

        static string Reference(string state)
        {
            using var json = JsonDocument.Parse(state);
            return json.RootElement.GetProperty("resources").EnumerateArray().Single(each => each.GetProperty("type").GetString() == "baremetal_bios_profile")
                .GetProperty("instances")[0].GetProperty("attributes").GetProperty("ref").GetRawText();
        }
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
