using System.Text.Json;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Properties;

/// <summary>Generated configurations through a whole life: what was applied needs nothing more, a change needs what it names, and at the end nothing is left.</summary>
public sealed class FiftyConfigurationsTests
{
    private const int Count = 50;

    private const string Profile = """

        resource "baremetal_validation_profile" "node" {
          name   = "node"
          drives = { min_count = 1, min_size_gib = 1 }
        }

        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(20261124)]
    public async Task Create_then_nothing_then_a_change_then_nothing_then_destroy(int seed)
    {
        var image = TinyImage.Built;
        var random = new Random(seed);
        GeneratedServer[] generated = [];
        await using var site = await Site.CreateAsync(
            Count,
            rack =>
            {
                generated = [.. rack.Servers.Select((server, index) => GeneratedServer.Generate(server, random, index))];
                return Write(generated);
            },
            Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        (await site.Workspace.PlanAsync(Token)).Must(0);

        var changed = generated.Select(server => server.Change(random)).ToArray();
        await site.ConfigureAsync(Write(changed), Token);
        await AssertMinimalAsync(site, changed);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        (await site.Workspace.PlanAsync(Token)).Must(0);
        foreach (var server in changed)
        {
            foreach (var (name, value) in server.Bios) Assert.Equal(value, server.Server.Bios[name]);
        }

        (await site.Workspace.TerraformAsync(Token, "destroy", "-no-color", "-input=false", "-auto-approve")).Must(0);
        Assert.Equal("", (await site.Workspace.TerraformAsync(Token, "state", "list")).Must(0).Output);
        (await site.Workspace.BaremetalAsync(Token, "status")).Must(0).MustNotSay("sim-");
        (await site.Workspace.BaremetalAsync(Token, "engine", "stop")).Must(0);
        Assert.All(site.Rack.Servers, server => Assert.Null(server.InsertedImage));
        Assert.All(site.Rack.Servers, server => Assert.Equal(0, server.OpenSessions));

        string Write(IEnumerable<GeneratedServer> servers) =>
            Configurations.OsImage("tiny", image.File, image.Sha256) + Profile + string.Concat(servers.Select(server => server.Write("tiny")));
    }

    private static async Task AssertMinimalAsync(Site site, GeneratedServer[] changed)
    {
        (await site.Workspace.TerraformAsync(Token, "plan", "-no-color", "-input=false", "-out=p.bin")).Must(0);
        using var plan = JsonDocument.Parse((await site.Workspace.TerraformAsync(Token, "show", "-json", "p.bin")).Must(0).Output);
        var changes = plan.RootElement.GetProperty("resource_changes").EnumerateArray()
            .Where(each => each.GetProperty("type").GetString() == "baremetal_server")
            .ToDictionary(each => each.GetProperty("name").GetString()!, each => each.GetProperty("change"));
        Assert.Equal(Count, changes.Count);
        Assert.All(changed, server =>
        {
            var change = changes[server.Server.Name];
            Assert.Equal([server.Stages is null ? "no-op" : "update"], change.GetProperty("actions").EnumerateArray().Select(action => action.GetString()));
            var (before, after) = (change.GetProperty("before").GetProperty("last_change"), change.GetProperty("after").GetProperty("last_change"));
            if (server.Stages is { Count: > 0 } stages)
                Assert.Equal(stages, after.GetProperty("stages").EnumerateArray().Select(stage => stage.GetString()));
            else
                Assert.Equal(before.GetRawText(), after.GetRawText());
        });
    }
}
