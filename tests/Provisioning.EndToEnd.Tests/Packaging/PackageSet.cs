using System.Diagnostics;
using Provisioning.Testing.Programs;

namespace Provisioning.EndToEnd.Tests.Packaging;

/// <summary>What the pack script makes of the programs that were built, signed with a key of its own; made once for all tests.</summary>
public sealed class PackageSet : IAsyncLifetime
{
    public const string Platform = "linux_amd64";

    private readonly string _root = Directory.CreateTempSubdirectory("bmp").FullName;

    /// <summary>The folder of the packages; a test that asks for it is skipped where nothing was published.</summary>
    public string Folder => BuiltPrograms.Published.Length > 0 && BuiltPrograms.AgentImage.Length > 0 ? Path.Combine(_root, "pack") : "";

    public static string ProviderName => $"terraform-provider-baremetal_{BuiltPrograms.Version}";

    public string Zip => Path.Combine(Folder, $"{ProviderName}_{Platform}.zip");

    public static string TarballName => $"baremetal_{BuiltPrograms.Version}_{Platform}";

    public string Tarball => Path.Combine(Folder, TarballName + ".tar.gz");

    /// <summary>What the keys are kept in.</summary>
    public IReadOnlyDictionary<string, string> Keys => new Dictionary<string, string> { ["GNUPGHOME"] = Path.Combine(_root, "keys") };

    public async ValueTask InitializeAsync()
    {
        if (!BuiltPrograms.CanPack) return;
        Directory.CreateDirectory(Keys["GNUPGHOME"]);
        (await Command.RunAsync("chmod", ["700", Keys["GNUPGHOME"]], _root, Keys, TestContext.Current.CancellationToken)).Must(0);
        (await GpgAsync("--batch", "--passphrase", "", "--quick-generate-key", "releases@example.net", "rsa2048", "sign", "never")).Must(0);
        (await PackAsync(Folder, "gpg --batch --local-user releases@example.net --detach-sign")).Must(0);
    }

    /// <summary>Packs what was built, into another folder or with other words.</summary>
    public Task<CommandResult> PackAsync(string output, string sign, params string[] more)
    {
        var environment = new Dictionary<string, string>(Keys) { ["PACK_SIGN_COMMAND"] = sign, ["SOURCE_DATE_EPOCH"] = "1700000000" };
        string[] arguments =
        [
            Path.Combine(BuiltPrograms.Repository, ".ci/pack"), "--published", BuiltPrograms.Published, "--agent-image", BuiltPrograms.AgentImage,
            "--output", output, .. more is [] ? ["--platform", Platform] : more,
        ];
        return Command.RunAsync("bash", arguments, _root, environment, TestContext.Current.CancellationToken);
    }

    public Task<CommandResult> GpgAsync(params string[] arguments) =>
        Command.RunAsync("gpg", arguments, _root, Keys, TestContext.Current.CancellationToken);

    /// <summary>A folder of the test's own, which goes with the packages.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    public async ValueTask DisposeAsync()
    {
        if (!BuiltPrograms.CanPack) return;
        using var agent = Process.Start(new ProcessStartInfo("gpgconf", ["--kill", "all"]) { Environment = { ["GNUPGHOME"] = Keys["GNUPGHOME"] } });
        if (agent is not null) await agent.WaitForExitAsync();
        Directory.Delete(_root, recursive: true);
    }
}
