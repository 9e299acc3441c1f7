using Provisioning.Protocol.Terraform.TestHost;

namespace Provisioning.Protocol.Terraform.Tests.RealTerraform;

/// <summary>The real terraform against the door as a process, with a small engine behind it.</summary>
public sealed class LifecycleTests
{
    private const string Documents = """
        resource "baremetal_bios_profile" "gpu" {
          name       = "gpu"
          attributes = { ProcTurboMode = var.turbo, NumaNodesPerSocket = 4 }
        }

        resource "baremetal_os_image" "os" {
          name   = "ubuntu"
          url    = "https://images.example/ubuntu.raw.zst"
          sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
          format = "raw"
        }

        variable "turbo" {
          default = "Enabled"
        }

        """;

    private const string Server = """
        resource "baremetal_server" "n01" {
          name         = "gpu-n01"
          bmc          = { address = "10.1.0.11", credential = "default" }
          expect       = { serial = "7XK2B04" }
          location     = { rack = "r1", slot = 12 }
          bios_profile = baremetal_bios_profile.gpu.ref
          os = {
            image                = baremetal_os_image.os.ref
            root_disk            = { type = "nvme", min_size_gib = 800 }
            user_data_wo         = "canary-user-data"
            user_data_wo_version = 1
          }
          allow = { data_loss = true }
        }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plan_apply_second_plan_change_and_destroy()
    {
        using var workspace = Workspace.Create();
        workspace.Configure(Documents + Server);
        AssertRan(0, await workspace.InitAsync(Token));

        AssertRan(2, await workspace.PlanAsync(Token, "-out=plan"));
        AssertRan(0, await workspace.RunAsync(["apply", "-no-color", "-input=false", "plan"], Token));
        var second = await workspace.PlanAsync(Token);
        AssertRan(0, second);
        Assert.Contains("No changes.", second.Output, StringComparison.Ordinal);

        var server = workspace.Attributes("baremetal_server");
        Assert.Equal("claim-gpu-n01", server.GetProperty("id").GetString());
        Assert.StartsWith("gpu@sha256:", server.GetProperty("bios_profile").GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, server.GetProperty("bios_profile").GetProperty("document").ValueKind);

        AssertApplied(workspace, "logins=default:admin:canary-password userdata=canary-user-data bios={\"$form\":\"bios_profile/1\"");
        Assert.Empty(workspace.FilesWith("canary-user-data"));
        Assert.Empty(workspace.FilesWith("canary-password"));

        var changed = await workspace.PlanAsync(Token, "-var=turbo=Disabled");
        AssertRan(2, changed);
        Assert.Contains("~ id       = \"gpu@sha256:", changed.Output, StringComparison.Ordinal);
        Assert.Contains("2 to change", changed.Output, StringComparison.Ordinal);

        AssertRan(0, await workspace.RunAsync(["destroy", "-auto-approve", "-no-color", "-input=false"], Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(workspace.Folder, "tmp")));
    }

    [Fact]
    public async Task Saved_plan_is_applied_in_another_folder_with_its_documents()
    {
        using var workspace = Workspace.Create();
        workspace.Configure(Documents + Server);
        AssertRan(0, await workspace.InitAsync(Token));
        AssertRan(2, await workspace.PlanAsync(Token, "-out=plan"));
        var elsewhere = Directory.CreateDirectory(Path.Combine(workspace.Folder, "elsewhere")).FullName;
        foreach (var file in (string[])["plan", ".terraform.lock.hcl", "main.tf"])
            File.Copy(Path.Combine(workspace.Module, file), Path.Combine(elsewhere, file));

        AssertRan(0, await workspace.RunAsync(["init", "-no-color", "-input=false"], Token, elsewhere));
        AssertRan(0, await workspace.RunAsync(["apply", "-no-color", "-input=false", "plan"], Token, elsewhere));

        AssertApplied(workspace, "userdata=canary-user-data bios={\"$form\":\"bios_profile/1\"");
    }

    [Fact]
    public async Task Values_that_only_an_apply_makes_known_are_planned_as_unknown_and_then_arrive()
    {
        using var workspace = Workspace.Create();
        workspace.Configure(Documents.Replace("var.turbo", "terraform_data.later.id", StringComparison.Ordinal) + Server + """

            resource "terraform_data" "later" {}
            """);
        AssertRan(0, await workspace.InitAsync(Token));

        var plan = await workspace.PlanAsync(Token);
        AssertRan(2, plan);
        Assert.Contains("+ document = (known after apply)", plan.Output, StringComparison.Ordinal);
        AssertRan(0, await workspace.ApplyAsync(Token));
        AssertRan(0, await workspace.PlanAsync(Token));
    }

    [Fact]
    public async Task Import_adopts_and_the_next_plan_keeps_what_it_found()
    {
        using var workspace = Workspace.Create();
        workspace.Configure("""
            resource "baremetal_server" "n01" {
              name = "gpu-n01"
              bmc  = { address = "10.1.0.11", credential = "default" }
            }
            """);
        AssertRan(0, await workspace.InitAsync(Token));

        AssertRan(0, await workspace.RunAsync(["import", "-no-color", "-input=false", "baremetal_server.n01", "gpu-n01@10.1.0.11?credential=default"], Token));

        Assert.Equal("claim-gpu-n01", workspace.Attributes("baremetal_server").GetProperty("id").GetString());
        AssertRan(0, await workspace.PlanAsync(Token));
        Assert.Contains("import baremetal_server site=hall-1 actor=tester logins=default:admin:", await File.ReadAllTextAsync(workspace.Record, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_configuration_is_refused_at_its_line_before_any_engine_is_asked()
    {
        using var workspace = Workspace.Create();
        workspace.Configure("""
            resource "baremetal_os_image" "os" {
              name   = "ubuntu"
              url    = "ftp://images.example/ubuntu.raw"
              sha256 = "abc"
              format = "vmdk"
            }

            resource "baremetal_server" "n01" {
              name  = "gpu-n01"
              bmc   = { address = "10.1.0.300", credential = "default" }
              power = "On"
            }
            """);
        AssertRan(0, await workspace.InitAsync(Token));

        var validated = await workspace.RunAsync(["validate", "-no-color"], Token);

        AssertRan(1, validated);
        foreach (var code in (string[])["BM0103", "BM0105", "BM0109", "BM0110"]) Assert.Contains($"[{code}]", validated.Output, StringComparison.Ordinal);
        Assert.Contains("on main.tf line", validated.Output, StringComparison.Ordinal);
        Assert.Contains("10.1.0.300", validated.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(workspace.Record));
    }

    [Theory]
    [InlineData(SmallEngine.PlansWrongly, "BM9011")]
    [InlineData(SmallEngine.EndsWrongly, "BM9012")]
    [InlineData(SmallEngine.Throws, "BM9001")]
    [InlineData(SmallEngine.Fails, "BM9999")]
    public async Task Engine_that_misbehaves_is_a_coded_error_and_leaves_no_state(string name, string code)
    {
        using var workspace = Workspace.Create();
        workspace.Configure($$"""
            resource "baremetal_server" "n01" {
              name = "{{name}}"
              bmc  = { address = "10.1.0.11", credential = "default" }
            }
            """);
        AssertRan(0, await workspace.InitAsync(Token));

        var applied = await workspace.ApplyAsync(Token);

        AssertRan(1, applied);
        Assert.Contains($"[{code}]", applied.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Provider produced", applied.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("thrown by handler", applied.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("claim-", File.Exists(workspace.State) ? await File.ReadAllTextAsync(workspace.State, Token) : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_password_is_an_error_at_plan_and_no_login_is_tried()
    {
        using var workspace = Workspace.Create();
        workspace.Configure(Documents + Server.Replace("credential = \"default\"", "credential = \"factory\"", StringComparison.Ordinal));
        AssertRan(0, await workspace.InitAsync(Token));

        var undeclared = await workspace.PlanAsync(Token);
        AssertRan(1, undeclared);
        Assert.Contains("[BM0121]", undeclared.Output, StringComparison.Ordinal);

        workspace.Configure(Documents + Server, "# the password is not set");
        workspace.Set("BMC_PASSWORD", "");
        var unset = await workspace.PlanAsync(Token);
        AssertRan(1, unset);
        Assert.Contains("[BM0120]", unset.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupt_stops_the_apply_and_taints_nothing()
    {
        using var workspace = Workspace.Create();
        workspace.Configure($$"""
            resource "baremetal_server" "n01" {
              name = "{{SmallEngine.Lasts}}"
              bmc  = { address = "10.1.0.11", credential = "default" }
            }
            """);
        AssertRan(0, await workspace.InitAsync(Token));
        using var process = workspace.Start(["apply", "-auto-approve", "-no-color", "-input=false"]);
        var ended = Workspace.EndAsync(process, Token);
        await WaitForAsync(() => File.Exists(workspace.Record) && File.ReadAllText(workspace.Record).Contains("apply baremetal_server", StringComparison.Ordinal));

        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(Token);

        var run = await ended;
        AssertRan(1, run);
        Assert.Contains("Stopped at step Write image", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("tainted", File.Exists(workspace.State) ? await File.ReadAllTextAsync(workspace.State, Token) : "", StringComparison.Ordinal);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deadline.Token);
    }

    private static void AssertApplied(Workspace workspace, string text) => Assert.Contains(
        File.ReadAllLines(workspace.Record), line => line.StartsWith("apply baremetal_server", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal));

    private static void AssertRan(int exitCode, Workspace.Run run) => Assert.True(run.ExitCode == exitCode, $"Exit code {run.ExitCode}, wanted {exitCode}:\n{run.Output}");
}
