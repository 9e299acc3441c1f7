using Provisioning.Testing.Programs;

namespace Provisioning.EndToEnd.Tests.Packaging;

/// <summary>The real terraform takes the provider from the packed mirror, and from where the install script put it.</summary>
[Collection(PackagingCollection.Name)]
public sealed class InstallTests(PackageSet packages)
{
    private static readonly string Place =
        $"terraform.local/provisioning/baremetal/{BuiltPrograms.Version}/linux_amd64/terraform-provider-baremetal_v{BuiltPrograms.Version}";

    public static string Configuration => $$"""
        terraform {
          required_providers {
            baremetal = {
              source  = "terraform.local/provisioning/baremetal"
              version = "{{BuiltPrograms.Version}}"
            }
          }
        }

        resource "baremetal_bios_profile" "gpu" {
          name       = "gpu-training"
          attributes = { ProcTurboMode = "Enabled" }
        }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static string Settings(string mirror) => $$"""
        provider_installation {
          filesystem_mirror {
            path    = "{{mirror}}"
            include = ["terraform.local/*/*"]
          }
        }
        disable_checkpoint = true
        """;

    [Fact]
    public async Task Terraform_installs_locks_and_validates_from_the_packed_mirror()
    {
        var mirror = Path.Combine(packages.Folder, "mirror");
        var folder = await ConfigurationAsync("packed", mirror);
        (await TerraformAsync(folder, "init", "-no-color")).Must(0);
        (await TerraformAsync(folder, "version", "-no-color")).Must(0).MustSay($"terraform.local/provisioning/baremetal v{BuiltPrograms.Version}");
        (await TerraformAsync(folder, "validate", "-no-color")).Must(0).MustSay("The configuration is valid");

        var before = await File.ReadAllTextAsync(Path.Combine(folder, ".terraform.lock.hcl"), Token);
        (await TerraformAsync(folder, "providers", "lock", "-no-color", $"-fs-mirror={mirror}", $"-platform={PackageSet.Platform}")).Must(0);
        var locked = await File.ReadAllTextAsync(Path.Combine(folder, ".terraform.lock.hcl"), Token);
        Assert.Contains("\"h1:", locked, StringComparison.Ordinal);
        Assert.Contains(before.Split('\n').Single(line => line.Contains("\"h1:", StringComparison.Ordinal)), locked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_install_script_installs_once_says_so_and_keeps_what_is_the_same()
    {
        var mirror = packages.NewFolder("installed");
        (await InstallAsync("--mirror", mirror, "--program", BuiltPrograms.Baremetal)).Must(0).MustSay("new: ").MustSay("terraform.rc");
        var written = File.GetLastWriteTimeUtc(Path.Combine(mirror, Place));
        (await InstallAsync("--mirror", mirror, "--program", BuiltPrograms.Baremetal)).Must(0).MustSay("unchanged: ");
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(mirror, Place)));

        var folder = await ConfigurationAsync("from-script", mirror);
        (await TerraformAsync(folder, "init", "-no-color")).Must(0);
        (await TerraformAsync(folder, "validate", "-no-color")).Must(0);

        await File.WriteAllTextAsync(Path.Combine(mirror, Path.GetDirectoryName(Place)!, "left-over"), "x", Token);
        await File.AppendAllTextAsync(Path.Combine(mirror, Place), "an older build", Token);
        (await InstallAsync("--mirror", mirror, "--program", BuiltPrograms.Baremetal)).Must(0).MustSay("changed: ").MustSay(".terraform.lock.hcl");
        Assert.Single(Directory.EnumerateFileSystemEntries(Path.Combine(mirror, Path.GetDirectoryName(Place)!)));
    }

    [Fact]
    public async Task Without_a_folder_it_goes_where_terraform_looks_by_itself()
    {
        var home = packages.NewFolder("home");
        (await InstallAsync("--program", BuiltPrograms.Baremetal)).Must(0);
        Assert.True(File.Exists(Path.Combine(home, ".terraform.d/plugins", Place)));
    }

    [Theory]
    [InlineData("is not baremetal", "--program", "/bin/true")]
    [InlineData("there is no program", "--program", "/nowhere/baremetal")]
    [InlineData("needs a value", "--mirror")]
    [InlineData("is not known here", "--miror", "x")]
    public async Task Wrong_words_of_the_install_script_are_refused(string said, params string[] arguments) =>
        (await InstallAsync(arguments)).Must(1).MustSay(said);

    private async Task<string> ConfigurationAsync(string name, string mirror)
    {
        var folder = packages.NewFolder($"tf-{name}");
        await File.WriteAllTextAsync(Path.Combine(folder, "main.tf"), Configuration, Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "terraform.rc"), Settings(mirror), Token);
        return folder;
    }

    private static Task<CommandResult> TerraformAsync(string folder, params string[] arguments) => Command.RunAsync(
        BuiltPrograms.Terraform, arguments, folder, new Dictionary<string, string> { ["TF_CLI_CONFIG_FILE"] = Path.Combine(folder, "terraform.rc") }, Token);

    private Task<CommandResult> InstallAsync(params string[] arguments) => Command.RunAsync(
        "bash", [Path.Combine(BuiltPrograms.Repository, ".ci/install-provider"), .. arguments], packages.Folder,
        new Dictionary<string, string> { ["HOME"] = packages.NewFolder("home") }, Token);
}
