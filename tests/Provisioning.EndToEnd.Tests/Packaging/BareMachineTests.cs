using Provisioning.Testing.Programs;

namespace Provisioning.EndToEnd.Tests.Packaging;

/// <summary>
/// The tarball on a machine that has nothing: a root folder with the unpacked files, the C library, OpenSSL and the terraform binary. No SDK, no shell, no
/// users, no names of hosts.
/// </summary>
[Collection(PackagingCollection.Name)]
public sealed class BareMachineTests(PackageSet packages)
{
    private static readonly string[] LoadedWhenNeeded = ["libssl.so.3", "libcrypto.so.3"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_command_and_the_agent_start_and_need_only_the_C_library()
    {
        var root = await MachineAsync("command");
        (await RunAsync(root, $"/{PackageSet.TarballName}/baremetal", "--version")).Must(0).MustSay(BuiltPrograms.Version);
        (await RunAsync(root, $"/{PackageSet.TarballName}/baremetal", "rack", "--help")).Must(0).MustSay("rack");
        foreach (var program in new[] { "baremetal", "baremetal-agent" })
        {
            var needed = await LibrariesAsync(Path.Combine(root, PackageSet.TarballName, program));
            Assert.All(needed, library => Assert.Contains(Path.GetFileName(library), new[] { "libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2" }));
        }
    }

    [Fact]
    public async Task Terraform_installs_the_provider_and_talks_to_it()
    {
        var root = await MachineAsync("terraform");
        foreach (var library in await OpenSslAsync()) Copy(library, root);
        File.Copy(BuiltPrograms.Terraform, Path.Combine(root, "terraform"));
        foreach (var library in await LibrariesAsync(BuiltPrograms.Terraform)) Copy(library, root);
        (await Command.RunAsync("cp", ["-r", Path.Combine(packages.Folder, "mirror"), root], root, packages.Keys, Token)).Must(0);
        Directory.CreateDirectory(Path.Combine(root, "tf"));
        await File.WriteAllTextAsync(Path.Combine(root, "tf/main.tf"), InstallTests.Configuration, Token);
        await File.WriteAllTextAsync(Path.Combine(root, "tf/terraform.rc"), InstallTests.Settings("/mirror"), Token);
        (await RunAsync(root, "/terraform", "-chdir=/tf", "init", "-no-color")).Must(0).MustSay($"Installed terraform.local/provisioning/baremetal v{BuiltPrograms.Version}");
        (await RunAsync(root, "/terraform", "-chdir=/tf", "validate", "-no-color")).Must(0).MustSay("The configuration is valid");
        // The plan starts the engine, which has a store of its own there.
        (await RunAsync(root, "/terraform", "-chdir=/tf", "plan", "-no-color")).Must(0).MustSay("1 to add");
    }

    private async Task<string> MachineAsync(string name)
    {
        var root = packages.NewFolder(name);
        (await Command.RunAsync("tar", ["-xzf", packages.Tarball, "-C", root, "--no-same-owner"], root, packages.Keys, Token)).Must(0);
        foreach (var library in await LibrariesAsync(Path.Combine(root, PackageSet.TarballName, "baremetal"))) Copy(library, root);
        foreach (var folder in new[] { "tmp", "proc", "dev" }) Directory.CreateDirectory(Path.Combine(root, folder));
        return root;
    }

    // What the loader says that a program needs; a program that needs nothing is no error.
    private async Task<List<string>> LibrariesAsync(string program)
    {
        var said = await Command.RunAsync("ldd", [program], packages.Folder, packages.Keys, Token);
        Assert.DoesNotContain("not found", said.Output, StringComparison.Ordinal);
        return [.. said.Output.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith('/') && File.Exists(word))];
    }

    // The framework loads OpenSSL when a connection needs it; it lies beside the C library.
    private async Task<IEnumerable<string>> OpenSslAsync()
    {
        var library = (await LibrariesAsync(Path.Combine(BuiltPrograms.Published, PackageSet.Platform, "baremetal/baremetal"))).Single(file => file.EndsWith("libc.so.6", StringComparison.Ordinal));
        var files = LoadedWhenNeeded.Select(name => Path.Combine(Path.GetDirectoryName(library)!, name)).ToList();
        Assert.All(files, file => Assert.True(File.Exists(file), $"{file} is absent"));
        return files;
    }

    private static void Copy(string file, string root)
    {
        var place = root + file;
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Copy(file, place, overwrite: true);
    }

    /// <summary>Runs a program that sees this folder as the whole machine, no process but its own, and no variable but these two.</summary>
    private async Task<CommandResult> RunAsync(string root, params string[] command)
    {
        string[] leave = ["--mount", "--pid", "--fork", "--kill-child", "sh", "-c"];
        if (Environment.UserName != "root") leave = ["--map-root-user", .. leave];
        const string Mount = """mount --rbind /dev "$0/dev" && mount -t proc proc "$0/proc" """;
        var allowed = await Command.RunAsync("unshare", [.. leave, Mount, root], root, packages.Keys, Token);
        Assert.SkipWhen(allowed.Code != 0, $"this machine allows no namespaces: {allowed.Output}");
        const string Enter = """&& PATH=$PATH:/usr/sbin && exec env -i HOME=/tf TF_CLI_CONFIG_FILE=/tf/terraform.rc "$(command -v chroot)" "$0" "$@" """;
        return await Command.RunAsync("unshare", [.. leave, Mount + Enter, root, .. command], root, packages.Keys, Token);
    }
}
