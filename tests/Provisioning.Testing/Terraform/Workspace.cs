using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Provisioning.Testing.Programs;
using Xunit;

namespace Provisioning.Testing.Terraform;

/// <summary>
/// A user's folder with Terraform files, a store of its own, and the real terraform with the real plugin. When it is disposed of, its engine
/// is stopped; a test that leaves one running fails.
/// </summary>
public sealed class Workspace : IAsyncDisposable
{
    private static readonly string Mirror = $"terraform.local/provisioning/baremetal/{BuiltPrograms.Version}/linux_amd64";

    private readonly string _root = Directory.CreateTempSubdirectory("bm").FullName;
    private readonly Dictionary<string, string> _environment = [];

    private Workspace()
    {
    }

    public string Folder => Path.Combine(_root, "tf");

    public string StateFolder => Path.Combine(_root, "s");

    /// <summary>The site that the files name.</summary>
    public string SiteName { get; set; } = "default";

    public string Store => Path.Combine(StateFolder, SiteName);

    public string Password { get; } = "rack-admin-01";

    /// <summary>The folder that holds the provider as a site without internet has it.</summary>
    public string MirrorFolder => Path.Combine(_root, "mirror");

    /// <summary>Prepares a workspace with a provider mirror and `terraform init` done.</summary>
    public static Task<Workspace> CreateAsync(string configuration, CancellationToken cancellationToken) =>
        CreateAsync(workspace => workspace.WriteAsync("main.tf", configuration, cancellationToken), cancellationToken);

    /// <summary>The same with files that somebody else lays into it, who may also set variables of the environment.</summary>
    public static async Task<Workspace> CreateAsync(Func<Workspace, Task> files, CancellationToken cancellationToken)
    {
        var workspace = new Workspace();
        Directory.CreateDirectory(workspace.Folder);
        Directory.CreateDirectory(Path.Combine(workspace.MirrorFolder, Mirror));
        File.CreateSymbolicLink(Path.Combine(workspace.MirrorFolder, Mirror, $"terraform-provider-baremetal_v{BuiltPrograms.Version}"), BuiltPrograms.Baremetal);
        var settings = Path.Combine(workspace._root, "terraform.rc");
        await File.WriteAllTextAsync(settings, $$"""
            provider_installation {
              filesystem_mirror {
                path    = "{{workspace.MirrorFolder}}"
                include = ["terraform.local/*/*"]
              }
            }
            disable_checkpoint = true
            """, cancellationToken);
        workspace.Set("TF_CLI_CONFIG_FILE", settings);
        workspace.Set("TF_IN_AUTOMATION", "1");
        workspace.Set("NO_COLOR", "1");
        workspace.Set("BAREMETAL_STATE", workspace.StateFolder);
        workspace.Set("BAREMETAL_ENGINE_IDLE", "60s");
        workspace.Set("BMC_PASSWORD", workspace.Password);
        await files(workspace);
        (await workspace.TerraformAsync(cancellationToken, "init", "-no-color")).Must(0);
        return workspace;
    }

    public void Set(string variable, string value) => _environment[variable] = value;

    public Task WriteAsync(string file, string text, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(Folder, file), text, cancellationToken);

    public Task<CommandResult> TerraformAsync(CancellationToken cancellationToken, params string[] arguments) =>
        Command.RunAsync(BuiltPrograms.Terraform, arguments, Folder, _environment, cancellationToken);

    public RunningCommand StartTerraform(params string[] arguments) => Command.Start(BuiltPrograms.Terraform, arguments, Folder, _environment);

    /// <summary>The same at the head of a process group of its own, as a shell starts it at a terminal.</summary>
    public RunningCommand StartTerraformGroup(params string[] arguments) =>
        Command.Start("setsid", [BuiltPrograms.Terraform, .. arguments], Folder, _environment);

    public Task<CommandResult> PlanAsync(CancellationToken cancellationToken) =>
        TerraformAsync(cancellationToken, "plan", "-no-color", "-input=false", "-detailed-exitcode");

    public Task<CommandResult> ApplyAsync(CancellationToken cancellationToken, params string[] more) =>
        TerraformAsync(cancellationToken, ["apply", "-no-color", "-input=false", "-auto-approve", .. more]);

    /// <summary>Runs any other program in the workspace's folder and environment.</summary>
    public Task<CommandResult> RunAsync(string program, CancellationToken cancellationToken, params string[] arguments) =>
        Command.RunAsync(program, arguments, Folder, _environment, cancellationToken);

    public Task<CommandResult> BaremetalAsync(CancellationToken cancellationToken, params string[] arguments) =>
        Command.RunAsync(BuiltPrograms.Baremetal, arguments, Folder, _environment, cancellationToken);

    /// <summary>The engine of this workspace's store, if one runs.</summary>
    public Process? Engine()
    {
        var file = Path.Combine(Store, "engine.json");
        if (!File.Exists(file)) return null;
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var pid = json.RootElement.GetProperty("pid").GetInt32();
        try
        {
            return Process.GetProcessById(pid);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>kill -9, and waits until the process is gone.</summary>
    public async Task KillEngineAsync(CancellationToken cancellationToken)
    {
        using var engine = Engine();
        Assert.True(engine is not null, "no engine runs that could be killed");
        engine.Kill();
        await engine.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Every file below the store and the Terraform folder but the configuration itself, to look for what must not be there.</summary>
    public IEnumerable<string> FilesWith(string text) =>
        from file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
        where !file.Contains("/mirror/", StringComparison.Ordinal) && !file.Contains("/.terraform/", StringComparison.Ordinal)
        where !file.EndsWith(".tf", StringComparison.Ordinal) && Path.GetFileName(file) != "engine.lock"
        where new FileInfo(file) is { Length: < 64 << 20, LinkTarget: null }
        where File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0
        select file;

    public async ValueTask DisposeAsync()
    {
        using (var engine = Engine())
        {
            if (engine is { HasExited: false })
            {
                var stopped = await Command.RunAsync(BuiltPrograms.Baremetal, ["engine", "stop", "--site", SiteName], Folder, _environment, CancellationToken.None);
                using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                try
                {
                    await engine.WaitForExitAsync(deadline.Token);
                }
                catch (OperationCanceledException)
                {
                    var log = await File.ReadAllTextAsync(Path.Combine(Store, "engine.log"), CancellationToken.None);
                    engine.Kill();
                    Assert.Fail(string.Create(
                        CultureInfo.InvariantCulture, $"engine {engine.Id} did not stop when it was told to: {stopped.Output}\n{log[Math.Max(0, log.Length - 2000)..]}"));
                }
            }
        }

        Directory.Delete(_root, recursive: true);
    }
}
