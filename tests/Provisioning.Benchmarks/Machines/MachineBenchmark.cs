using System.Text.Json;
using Provisioning.Benchmarks.Measuring;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.Benchmarks.Machines;

/// <summary>
/// One QEMU machine from powered off to Ready: seconds for each step from the journal, the engine's own CPU time beside it, and the agent's
/// image write as it measured it.
/// </summary>
internal static class MachineBenchmark
{
    /// <summary>Steps in which the machine boots, measures, or writes its disk, and the engine waits.</summary>
    private static readonly HashSet<string> WorkOfTheMachine =
        ["window.restart", "agent.await", "agent.attest", "image.write", "identity.write", "os.restart", "phone_home.await"];

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var image = TinyImage.Built;
        await using var site = await Site.CreateVirtualAsync(
            rack => Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"))
                + Configurations.OsImage("tiny", image.File, image.Sha256)
                + Configurations.Server("vm-1", rack.Servers[0], """
                      bios_profile = baremetal_bios_profile.turbo.ref
                      os = { image = baremetal_os_image.tiny.ref }
                    """),
            cancellationToken);
        var sample = await Sample.OfAsync(async token => (await site.Workspace.ApplyAsync(token)).Must(0), cancellationToken);
        using var engine = site.Workspace.Engine();
        var engineSeconds = engine is null ? 0 : ProcessClock.Seconds(engine.Id);
        var history = (await site.Workspace.BaremetalAsync(cancellationToken, "history", "vm-1", "--limit", "500", "--output", "json")).Must(0);

        Report.Head("step", "seconds", "who");
        DateTimeOffset? begun = null;
        var machine = 0.0;
        foreach (var row in Rows(history.Output))
        {
            if (row.Kind == "intended") begun = row.At;
            if (row.Kind != "confirmed" || begun is not { } start) continue;
            var seconds = (row.At - start).TotalSeconds;
            var isMachine = WorkOfTheMachine.Contains(row.Step);
            if (isMachine) machine += seconds;
            Report.Row(row.Step, Report.Number(seconds, 1), isMachine ? "machine" : "us");
            begun = row.At;
        }

        var plain = await Sample.OfAsync(async token => (await site.Workspace.PlanAsync(token)).Must(0), cancellationToken);
        Console.WriteLine(
            $"whole apply {Report.Number(sample.Wall, 1)} s, of which the machine {Report.Number(machine, 1)} s; a plan with nothing to do takes {Report.Number(plain.Wall, 1)} s");
        Console.WriteLine($"CPU: engine {Report.Number(engineSeconds, 2)} s, doors and terraform {Report.Number(sample.Cpu, 2)} s");
    }

    private static IEnumerable<(DateTimeOffset At, string Kind, string Step)> Rows(string output)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')))
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            yield return (row.GetProperty("at").GetDateTimeOffset(), Text(row, "kind"), Text(row, "step"));
        }
    }

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() ?? "" : "";
}
