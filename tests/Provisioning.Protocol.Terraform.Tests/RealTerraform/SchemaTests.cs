using System.Text.Json.Nodes;
using Provisioning.Schema.Emitting;

namespace Provisioning.Protocol.Terraform.Tests.RealTerraform;

public sealed class SchemaTests
{
    [Fact]
    public async Task Real_terraform_understands_the_schema_as_it_is_committed()
    {
        using var workspace = Workspace.Create();
        workspace.Configure("");
        await workspace.InitAsync(TestContext.Current.CancellationToken);

        var run = await workspace.RunAsync(["providers", "schema", "-json"], TestContext.Current.CancellationToken);

        Assert.Equal(0, run.ExitCode);
        var seen = JsonNode.Parse(run.Output)!["provider_schemas"]!["example.test/provisioning/baremetal"]!;
        var emitted = JsonNode.Parse(TerraformSchemaJson.Emit())!["provider_schemas"]!["baremetal"]!;
        var differences = Differences("", emitted, seen).ToList();
        Assert.Empty(differences);
    }

    private static IEnumerable<string> Differences(string path, JsonNode? emitted, JsonNode? seen)
    {
        if (emitted is JsonObject one && seen is JsonObject other)
        {
            var names = one.Select(member => member.Key).Union(other.Select(member => member.Key), StringComparer.Ordinal);
            return names.SelectMany(name => Differences($"{path}.{name}", one[name], other[name]));
        }

        return JsonNode.DeepEquals(emitted, seen) ? [] : [$"{path}: emitted {emitted?.ToJsonString() ?? "nothing"}, seen {seen?.ToJsonString() ?? "nothing"}"];
    }
}
