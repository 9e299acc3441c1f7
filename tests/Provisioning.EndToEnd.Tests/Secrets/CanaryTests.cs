using System.Net.Http.Json;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Secrets;

/// <summary>
/// Unique texts in every place where a secret is put; then create, update, drift, a failing apply, a crash and destroy with Terraform's fullest
/// logs. None of them is in the state, in a saved plan, in a log, in the store, in a receipt, in an output, in a temporary file, or in the arguments of a process.
/// </summary>
public sealed class CanaryTests
{
    private readonly Canary _account = new("the account from an ephemeral variable");
    private readonly Canary _environment = new("the password from the environment");
    private readonly Canary _file = new("the password from a file");
    private readonly Canary _command = new("the password from a command");
    private readonly Canary _reader = new("the reading account's password");
    private readonly Canary _bootstrap = new("the bootstrap password");
    private readonly Canary _wrong = new("a password that is wrong");
    private readonly Canary _userData = new("user data");
    private readonly Canary _newUserData = new("changed user data");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_is_found_anywhere_after_a_whole_life_with_the_fullest_logs()
    {
        var image = TinyImage.Built;
        var secrets = Directory.CreateTempSubdirectory("bms").FullName;
        await using var search = new CanarySearch([_environment, _file, _command, _reader, _bootstrap, _wrong, _userData, _newUserData]);
        await using var accounts = new CanarySearch([_account]);
        try
        {
            await File.WriteAllTextAsync(Path.Combine(secrets, "file"), _file.Text + "\n", Token);
            await File.WriteAllTextAsync(Path.Combine(secrets, "command"), _command.Text, Token);
            await using var site = await Site.CreateAsync(3, WithPassword, _ => "", Token);
            var root = Path.GetDirectoryName(site.Workspace.Folder)!;
            Prepare(site.Workspace, root);
            await AddReaderAsync(site.Rack["sim-2"]);
            await ConfigureAsync(site, image, secrets, version: 1);
            search.WatchArguments();

            var said = await LiveAsync(site, image, secrets);

            Assert.Contains("[TRACE]", await File.ReadAllTextAsync(Path.Combine(root, "trace.log"), Token), StringComparison.Ordinal);
            Assert.Empty(search.InFilesBelow(root));
            Assert.Empty(said.SelectMany(each => search.In(each.Command, System.Text.Encoding.UTF8.GetBytes(each.Output))));
            Assert.Empty(search.InArguments);
            Assert.Empty(accounts.InFilesBelow(site.Workspace.Folder));
        }
        finally
        {
            Directory.Delete(secrets, recursive: true);
        }
    }

    private async Task<List<CommandResult>> LiveAsync(Site site, TinyImage image, string secrets)
    {
        var workspace = site.Workspace;
        List<CommandResult> said =
        [
            (await workspace.TerraformAsync(Token, "plan", "-no-color", "-input=false", "-out=saved.plan")).Must(0),
            (await workspace.TerraformAsync(Token, "apply", "-no-color", "-input=false", "saved.plan")).Must(0),
            (await workspace.PlanAsync(Token)).Must(0),
        ];

        // Terraform cannot see that write-only data changed, until its version says so.
        workspace.Set("TF_VAR_user_data", _newUserData.Text);
        said.Add((await workspace.PlanAsync(Token)).Must(0));
        await ConfigureAsync(site, image, secrets, version: 2);
        said.Add((await workspace.TerraformAsync(Token, "plan", "-no-color", "-input=false", "-out=update.plan")).Must(0).MustSay("user_data_wo_version"));
        said.Add((await workspace.ApplyAsync(Token)).Must(0));

        Assert.True(site.Rack["sim-3"].SetBios("ProcTurboMode", "Disabled"));
        workspace.Set("CANARY_ENV", _wrong.Text);
        said.Add((await workspace.ApplyAsync(Token)).Must(1).MustSay("BM10"));
        workspace.Set("CANARY_ENV", _environment.Text);
        said.Add((await workspace.ApplyAsync(Token)).Must(0));
        said.Add(await CrashAsync(site));
        foreach (var verb in (string[][])[["status"], ["history", "sim-1"], ["explain", "sim-2"], ["receipts", "export", "sim-1"]])
            said.Add(await workspace.BaremetalAsync(Token, verb));
        said.Add((await workspace.TerraformAsync(Token, "show", "-json", "-no-color")).Must(0));
        said.Add((await workspace.TerraformAsync(Token, "show", "-json", "-no-color", "update.plan")).Must(0));

        var engine = workspace.Engine();
        Assert.NotNull(engine);
        var environment = await File.ReadAllTextAsync($"/proc/{engine.Id}/environ", Token);
        said.Add(new CommandResult("the engine's environment", 0, environment));
        said.Add((await workspace.TerraformAsync(Token, "destroy", "-no-color", "-input=false", "-auto-approve")).Must(0));
        return said;
    }

    /// <summary>A plugin that dies of an abort while it has the passwords.</summary>
    private static async Task<CommandResult> CrashAsync(Site site)
    {
        var server = site.Rack["sim-1"];
        server.AddFault(Simulator.Faults.FaultRule.Of(new Simulator.Faults.WireFault.Delay(TimeSpan.FromSeconds(8))));
        using var plan = site.Workspace.StartTerraform("plan", "-no-color", "-input=false");
        await plan.UntilAsync(() => server.WaitingFaults == 0, "the BMC is asked", Token);
        foreach (var plugin in plan.Children("terraform-provider-baremetal"))
        {
            var id = plugin.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
            (await Command.RunAsync("kill", ["-ABRT", id], "/", new Dictionary<string, string>(), Token)).Must(0);

            // What is not compiled ahead of time takes no notice of an abort from outside.
            if (!plugin.WaitForExit(TimeSpan.FromSeconds(1))) plugin.Kill();
        }

        return (await plan.ResultAsync(Token)).Must(1).MustSay("Plugin did not respond");
    }

    private ServerDefinition WithPassword(ServerDefinition server) => server with
    {
        Credentials = server.Name switch
        {
            "sim-1" => new RackCredentials(_account.Text, _environment.Text),
            "sim-2" => new RackCredentials("admin", _file.Text),
            _ => new RackCredentials("admin", _command.Text),
        },
    };

    private void Prepare(Workspace workspace, string root)
    {
        workspace.Set("CANARY_ENV", _environment.Text);
        workspace.Set("CANARY_READER", _reader.Text);
        workspace.Set("CANARY_BOOTSTRAP", _bootstrap.Text);
        workspace.Set("TF_VAR_account", _account.Text);
        workspace.Set("TF_VAR_user_data", _userData.Text);
        workspace.Set("TF_LOG", "TRACE");
        workspace.Set("TF_LOG_PROVIDER", "TRACE");
        workspace.Set("TF_LOG_PATH", Path.Combine(root, "trace.log"));
        workspace.Set("TMPDIR", Directory.CreateDirectory(Path.Combine(root, "tmp")).FullName);
    }

    /// <summary>A second account on a BMC, which may only read.</summary>
    private async Task AddReaderAsync(RackServer server)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256) == server.Fingerprint };
        using var client = new HttpClient(handler) { BaseAddress = server.Endpoint };
        var login = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"admin:{_file.Text}"));
        client.DefaultRequestHeaders.Authorization = new("Basic", login);
        var account = new Dictionary<string, string> { ["UserName"] = "reader", ["Password"] = _reader.Text, ["RoleId"] = "ReadOnly" };
        using var reply = await client.PostAsJsonAsync("/redfish/v1/AccountService/Accounts", account, Token);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(Token));
    }

    private static Task ConfigureAsync(Site site, TinyImage image, string secrets, int version)
    {
        var head = Configurations.Head(site.MediaPort).Replace("{ default = { username = \"admin\", password_env = \"BMC_PASSWORD\" } }", $$"""
            {
                default   = { username = var.account, password_env = "CANARY_ENV" }
                file      = { username = "admin", password_file = "{{Path.Combine(secrets, "file")}}" }
                command   = { username = "admin", password_command = ["cat", "{{Path.Combine(secrets, "command")}}"] }
                reader    = { username = "reader", password_env = "CANARY_READER" }
                bootstrap = { username = "root", password_env = "CANARY_BOOTSTRAP" }
              }
            """, StringComparison.Ordinal);
        const string Variables = """

            variable "account" {
              type      = string
              ephemeral = true
            }

            variable "user_data" {
              type      = string
              ephemeral = true
            }

            """;
        const string Profile = "bios_profile = baremetal_bios_profile.turbo.ref";
        var (second, third) = (site.Rack["sim-2"], site.Rack["sim-3"]);
        return site.Workspace.WriteAsync(
            "main.tf",
            head + Variables + Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled")) + Configurations.OsImage("tiny", image.File, image.Sha256)
            + Configurations.Server("sim-1", site.Rack["sim-1"], $$"""
                  os = {
                    image                = baremetal_os_image.tiny.ref
                    user_data_wo         = var.user_data
                    user_data_wo_version = {{version}}
                  }
                """)
            + Configurations.Server("sim-2", second, Profile)
                .Replace("credential = \"default\"", "credential = \"file\", bootstrap_credentials = [\"bootstrap\"], read_credential = \"reader\"", StringComparison.Ordinal)
            + Configurations.Server("sim-3", third, Profile).Replace("credential = \"default\"", "credential = \"command\"", StringComparison.Ordinal),
            Token);
    }
}
