using System.Text.Json;
using Provisioning.EndToEnd.Tests.WholePath;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Kills;

/// <summary>
/// One real machine (QEMU, UEFI, TPM, NVMe) whose engine is killed three times on its way to Ready: while it boots the agent, while the agent writes
/// the image, and while the installed system boots. `bash tests/kill-machine.sh` runs this alone.
/// </summary>
public sealed class MachineKillTests
{
    private static readonly string[] KilledAt = ["window.restart", "image.write", "os.restart"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_machine_whose_engine_is_killed_three_times_becomes_ready_without_a_step_done_twice()
    {
        await using var site = await Site.CreateVirtualAsync(rack => WholePathTests.Everything(rack, TinyImage.Built), Token);
        foreach (var step in KilledAt)
        {
            using var apply = site.Workspace.StartTerraform("apply", "-no-color", "-input=false", "-auto-approve");
            while (!apply.HasExited && !(await RowsAsync(site)).Any(row => row.Kind == "accepted" && row.Step == step)) await Task.Delay(250, Token);
            Assert.False(apply.HasExited, $"the apply ended before {step}");
            await site.Workspace.KillEngineAsync(Token);
            Assert.NotEqual(0, (await apply.ResultAsync(Token)).Code);
            TestContext.Current.SendDiagnosticMessage($"engine killed at {step}");
        }

        (await site.Workspace.ApplyAsync(Token)).Must(0).MustNotSay("tainted");
        (await site.Workspace.PlanAsync(Token)).Must(0).MustSay("No changes");
        Assert.Equal(2, site.Rack["vm-1"].BootCount);
        var confirmed = (await RowsAsync(site)).Where(row => row.Kind == "confirmed").CountBy(row => row.Step).Where(step => step.Value > 1);
        Assert.Empty(confirmed.Select(step => step.Key));
        await AssertReceiptsVerifyAsync(site.Workspace);
    }

    private static async Task AssertReceiptsVerifyAsync(Workspace workspace)
    {
        var folder = Path.Combine(workspace.Folder, "receipts");
        (await workspace.BaremetalAsync(Token, "receipts", "export", "--output", folder)).Must(0);
        (await workspace.BaremetalAsync(Token, "engine", "stop")).Must(0);
        (await workspace.BaremetalAsync(Token, "receipts", "verify", folder)).Must(0);
    }

    /// <summary>The machine's journal, oldest first; empty before there is one.</summary>
    private static async Task<IReadOnlyList<(string Kind, string Step)>> RowsAsync(Site site)
    {
        if (!File.Exists(Path.Combine(site.Workspace.Store, "engine.json"))) return [];
        var history = await site.Workspace.BaremetalAsync(Token, "history", "vm-1", "--limit", "500", "--output", "json");
        return
        [
            .. from line in history.Output.Split('\n')
               where line.StartsWith('{')
               let row = JsonDocument.Parse(line).RootElement
               select (Text(row, "kind"), Text(row, "step")),
        ];
    }

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() ?? "" : "";
}
