using System.Globalization;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Examples;

/// <summary>The CI example's script, step by step as its two CI files call it.</summary>
public sealed class PipelineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pipeline_checks_plans_judges_applies_and_sees_drift()
    {
        _ = BuiltPrograms.OnPath("jq");
        await using var example = await Example.CreateAsync(
            "ci",
            (workspace, _) =>
            {
                foreach (var verb in (string[])["validate", "plan", "apply"]) workspace.Set("TF_CLI_ARGS_" + verb, "-no-color");
            },
            Token);
        var server = example.Rack["gpu-n01"];

        (await StepAsync("check")).Must(0).MustSay("The configuration is valid");
        (await StepAsync("plan")).Must(0).MustSay("there is something to do");
        (await StepAsync("policy")).Must(0).MustSay("keeps to policy.json");
        (await StepAsync("apply")).Must(0).MustSay("3 added");
        (await StepAsync("plan")).Must(0).MustSay("nothing to do");
        (await StepAsync("drift")).Must(0).MustSay("No changes");

        Assert.True(server.SetBios("ProcTurboMode", "Disabled"));
        var boots = server.BootCount;
        server.ForgetRequests();
        (await StepAsync("drift")).Must(2).MustSay("\"ProcTurboMode\" = \"Enabled\" -> \"Disabled\"");
        Assert.Empty(Site.Writes(server));
        server.SetReachable(false);
        (await StepAsync("drift")).Must(1).MustSay("gpu-n01");
        server.SetReachable(true);

        await example.Workspace.WriteAsync("policy.json", Rules(maximumOfReboots: 0), Token);
        (await StepAsync("plan")).Must(0).MustSay("there is something to do");
        (await StepAsync("policy")).Must(1).MustSay("reboots: 1 restarts, 0 are allowed");
        await example.Workspace.WriteAsync("policy.json", Rules(maximumOfReboots: 1), Token);
        (await StepAsync("policy")).Must(0);
        (await StepAsync("apply")).Must(0);
        Assert.Equal(boots + 1, server.BootCount);

        // A plan that was applied is stale, and no plan at all is no yes.
        (await StepAsync("apply")).Must(1).MustSay("stale");
        await example.Workspace.WriteAsync("plan.json", "", Token);
        Assert.NotEqual(0, (await StepAsync("policy")).Code);
        (await StepAsync("")).Must(64);
        await example.DestroyAsync(Token);

        Task<CommandResult> StepAsync(string step) => example.Workspace.RunAsync("bash", Token, "pipeline.sh", step);

        static string Rules(int maximumOfReboots) => string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "approved_deletes": [], "approved_rebuilds": [], "data_loss_window": { "from": "22:00", "to": "04:00" },
              "max_reboots": {{maximumOfReboots}}, "reboots_when_unknown": 2
            }
            """);
    }

    [Theory]
    [InlineData("github-actions.yml")]
    [InlineData("gitlab-ci.yml")]
    public void Files_for_the_ci_systems_call_every_step_of_the_script_and_nothing_else_of_terraform(string file)
    {
        var text = File.ReadAllText(Path.Combine(Example.Folder("ci"), file));
        var script = File.ReadAllText(Path.Combine(Example.Folder("ci"), "pipeline.sh"));
        foreach (var step in (string[])["check", "plan", "policy", "apply", "drift"])
        {
            Assert.Contains($"./pipeline.sh {step}", text, StringComparison.Ordinal);
            Assert.Contains($"\n{step})\n", script, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("terraform plan", text, StringComparison.Ordinal);
        Assert.DoesNotContain("terraform apply", text, StringComparison.Ordinal);
    }
}
