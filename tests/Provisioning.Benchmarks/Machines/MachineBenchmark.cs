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
        var ours = (engine is null ? 0 : ProcessClock.Seconds(engine.Id)) + sample.Cpu;
        var history = (await site.Workspace.BaremetalAsync(cancellationToken, "history", "vm-1", "--limit", "500", "--output", "json")).Must(0);

        Report.Head("stage", "step", "seconds");
        DateTimeOffset? begun = null;
        foreach (var row in Rows(history.Output))
        {
            if (row.Kind == "intended") begun = row.At;
            if (row.Kind != "confirmed" || begun is not { } start) continue;
            Report.Row(row.Stage, row.Step, Report.Number((row.At - start).TotalSeconds, 1));
            begun = row.At;
        }

        Console.WriteLine($"whole apply {Report.Number(sample.Wall, 1)} s; CPU of engine, door and terraform {Report.Number(ours, 2)} s = {Report.Number(100 * ours / sample.Wall, 1)} %");
    }

    private static IEnumerable<(DateTimeOffset At, string Kind, string Stage, string Step)> Rows(string output)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')))
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            yield return (row.GetProperty("at").GetDateTimeOffset(), Text(row, "kind"), Text(row, "stage"), Text(row, "step"));
        }
    }

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() ?? "" : "";
}
