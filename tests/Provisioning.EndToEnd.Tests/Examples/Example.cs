using System.Globalization;
using System.Text.RegularExpressions;
using Provisioning.Model.Diagnostics;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Examples;

/// <summary>
/// A folder of examples/terraform in a copy of its own, and the rack of its rack.yaml. Ports that the example writes are those of this run in the
/// copy, and nothing else differs; an address of the rack that the example does not write anywhere fails the test.
/// </summary>
internal sealed partial class Example : IAsyncDisposable
{
    private const int MediaPort = 18600;

    private Example(Rack rack, Workspace workspace) => (Rack, Workspace) = (rack, workspace);

    public Rack Rack { get; }

    public Workspace Workspace { get; }

    public static string Folder(string name) => BuiltPrograms.InRepository("examples", "terraform", name);

    /// <summary>
    /// Starts the rack, copies the files and runs `terraform init`. What is to be prepared is what the README's reader lays beside the files and exports.
    /// </summary>
    public static async Task<Example> CreateAsync(string name, Action<Workspace, Rack> prepare, CancellationToken cancellationToken)
    {
        var definition = Value(RackDefinition.Parse(await File.ReadAllTextAsync(Path.Combine(Folder(name), "rack.yaml"), cancellationToken), "rack.yaml"));
        var rack = Value(await Rack.StartAsync(definition with { BasePort = 0 }, new RackOptions(), cancellationToken));
        try
        {
            var workspace = await Workspace.CreateAsync(
                workspace =>
                {
                    workspace.Set("BAREMETAL_AGENT_IMAGE", BuiltPrograms.AgentImage);
                    Copy(Folder(name), workspace, rack, definition);
                    prepare(workspace, rack);
                    return Task.CompletedTask;
                },
                cancellationToken);
            return new Example(rack, workspace);
        }
        catch
        {
            await rack.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first look of everybody: the files are well formed and say what can be.</summary>
    public async Task ValidateAsync(CancellationToken cancellationToken)
    {
        (await Workspace.TerraformAsync(cancellationToken, "validate", "-no-color")).Must(0);
        (await Workspace.TerraformAsync(cancellationToken, "fmt", "-check", "-diff")).Must(0);
    }

    /// <summary>Destroying forgets: no BMC gets anything but questions, and the machines stay as they are.</summary>
    public async Task DestroyAsync(CancellationToken cancellationToken)
    {
        var power = Rack.Servers.Select(server => server.PowerState).ToList();
        foreach (var server in Rack.Servers) server.ForgetRequests();
        (await Workspace.TerraformAsync(cancellationToken, "destroy", "-auto-approve", "-no-color", "-input=false")).Must(0);
        Assert.All(Rack.Servers, server => Assert.Empty(Site.Writes(server)));
        Assert.Equal(power, Rack.Servers.Select(server => server.PowerState));
    }

    public async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        await Rack.DisposeAsync();
    }

    private static void Copy(string folder, Workspace workspace, Rack rack, RackDefinition definition)
    {
        var media = Ports.Free().ToString(CultureInfo.InvariantCulture);
        var unwritten = rack.Servers.Select((server, index) => (Written: $"{definition.Listen}:{definition.BasePort + index}", server.Endpoint.Authority)).ToDictionary();
        var addresses = unwritten.ToDictionary();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var copy = Path.Combine(workspace.Folder, Path.GetFileName(file));
            if (Path.GetExtension(file) is not (".tf" or ".csv"))
            {
                File.Copy(file, copy);
                continue;
            }

            var text = Address().Replace(File.ReadAllText(file), match =>
            {
                unwritten.Remove(match.Value);
                return addresses.GetValueOrDefault(match.Value) ?? match.Value.Replace($":{MediaPort}", ":" + media, StringComparison.Ordinal);
            });
            File.WriteAllText(copy, text);
            if (SiteName().Match(text) is { Success: true } site) workspace.SiteName = site.Groups[1].Value;
        }

        Assert.Empty(unwritten.Keys);
    }

    private static T Value<T>(Outcome<T> outcome) => outcome.Match(
        success => success.Value,
        failure => throw new InvalidOperationException(string.Join('\n', failure.Errors.Select(error => error.ToString()))));

    [GeneratedRegex(@"\b\d+\.\d+\.\d+\.\d+:\d+\b")]
    private static partial Regex Address();

    [GeneratedRegex("""^ *site += "([^"]+)"$""", RegexOptions.Multiline)]
    private static partial Regex SiteName();
}
