using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Provisioning.Protocol.Terraform.Tests.RealTerraform;

/// <summary>
/// A folder in which the real terraform runs, with a home, a plugin mirror and a configuration of its own; nothing of the user's is read, and
/// nothing is fetched. The provider in the mirror is a two-line script that starts the test host, as a process of its own with TLS and signals.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private const string Address = "example.test/provisioning/baremetal";

    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    private Workspace(string terraform, string folder) => (Terraform, Folder) = (terraform, folder);

    public string Terraform { get; }

    public string Folder { get; }

    public string Module => Path.Combine(Folder, "module");

    public string State => Path.Combine(Module, "terraform.tfstate");

    /// <summary>What the small engine received, line by line.</summary>
    public string Record => Path.Combine(Folder, "record");

    public static Workspace Create()
    {
        if (Find("terraform") is not { } terraform)
        {
            Assert.Skip("terraform is not installed.");
            throw new UnreachableException();
        }

        var workspace = new Workspace(terraform, Directory.CreateTempSubdirectory("tfdoor").FullName);
        workspace.Prepare();
        return workspace;
    }

    public void Set(string variable, string text) => _environment[variable] = text;

    /// <summary>Writes the module: the provider's block and what is given.</summary>
    public void Configure(string resources, string provider = "") => File.WriteAllText(Path.Combine(Module, "main.tf"), $$"""
        terraform {
          required_providers {
            baremetal = { source = "{{Address}}" }
          }
        }

        provider "baremetal" {
          site        = "hall-1"
          credentials = { default = { username = "admin", password_env = "BMC_PASSWORD" } }
          {{provider}}
        }

        {{resources}}
        """);

    public Task<Run> InitAsync(CancellationToken cancellationToken) => RunAsync(["init", "-no-color", "-input=false"], cancellationToken);

    public async Task<Run> ApplyAsync(CancellationToken cancellationToken) =>
        await RunAsync(["apply", "-auto-approve", "-no-color", "-input=false"], cancellationToken);

    /// <summary>Exit code 0: no changes; 2: changes.</summary>
    public async Task<Run> PlanAsync(CancellationToken cancellationToken, params string[] more) =>
        await RunAsync(["plan", "-detailed-exitcode", "-no-color", "-input=false", .. more], cancellationToken);

    public async Task<Run> RunAsync(string[] arguments, CancellationToken cancellationToken, string? folder = null)
    {
        using var process = Start(arguments, folder);
        return await EndAsync(process, cancellationToken);
    }

    public Process Start(string[] arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(Terraform)
        {
            WorkingDirectory = folder ?? Module,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, text) in _environment) start.Environment[name] = text;
        return Process.Start(start)!;
    }

    public static async Task<Run> EndAsync(Process process, CancellationToken cancellationToken)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).WaitAsync(TimeSpan.FromMinutes(3), cancellationToken);
        return new Run(process.ExitCode, await output + await errors);
    }

    /// <summary>The attributes of a resource in the state file.</summary>
    public JsonElement Attributes(string type)
    {
        using var state = JsonDocument.Parse(File.ReadAllText(State));
        return state.RootElement.GetProperty("resources").EnumerateArray()
            .Single(resource => resource.GetProperty("type").GetString() == type)
            .GetProperty("instances")[0].GetProperty("attributes").Clone();
    }

    /// <summary>Every file below the folder that holds a text, zipped plan files taken apart.</summary>
    public IEnumerable<string> FilesWith(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        foreach (var file in Directory.EnumerateFiles(Module, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".tf", StringComparison.Ordinal)))
        {
            if (Contents(file).Any(content => content.AsSpan().IndexOf(wanted) >= 0)) yield return file;
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static IEnumerable<byte[]> Contents(string file)
    {
        var bytes = File.ReadAllBytes(file);
        yield return bytes;
        if (bytes is not [(byte)'P', (byte)'K', ..]) yield break;
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            // The configuration itself travels in a plan file; it is the user's own text.
            if (!entry.FullName.StartsWith("tfconfig", StringComparison.Ordinal)) yield return copy.ToArray();
        }
    }

    private void Prepare()
    {
        Directory.CreateDirectory(Module);
        var home = Directory.CreateDirectory(Path.Combine(Folder, "home")).FullName;
        var platform = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";
        var package = Directory.CreateDirectory(Path.Combine(Folder, "mirror", Address, "0.1.0", "linux_" + platform)).FullName;
        var plugin = Path.Combine(package, "terraform-provider-baremetal_v0.1.0");
        File.WriteAllText(plugin, $"#!/bin/sh\nexec '{Find("dotnet")}' exec '{HostPath()}'\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(plugin, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var settings = Path.Combine(Folder, "terraformrc");
        File.WriteAllText(settings, $$"""
            provider_installation {
              filesystem_mirror {
                path    = "{{Path.Combine(Folder, "mirror")}}"
                include = ["example.test/*/*"]
              }
            }
            """);
        Set("HOME", home);
        Set("TF_CLI_CONFIG_FILE", settings);
        Set("CHECKPOINT_DISABLE", "1");
        Set("SMALL_ENGINE_RECORD", Record);
        Set("BMC_PASSWORD", "canary-password");
        Set("TMPDIR", Directory.CreateDirectory(Path.Combine(Folder, "tmp")).FullName);
    }

    // The host is built beside this project, in the same configuration.
    private static string HostPath() => Path.Combine(
        AppContext.BaseDirectory.Replace("Provisioning.Protocol.Terraform.Tests", "Provisioning.Protocol.Terraform.TestHost", StringComparison.Ordinal),
        "Provisioning.Protocol.Terraform.TestHost.dll");

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>How a run ended.</summary>
    internal sealed record Run(int ExitCode, string Output);
}
