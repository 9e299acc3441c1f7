using System.Globalization;
using System.Text.Json;
using Provisioning.Benchmarks.Measuring;
using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.Benchmarks.Fleet;

/// <summary>
/// How plans grow with the number of servers: one BIOS profile, no operating system, no latency. Refresh once from BMCs and once from what the engine saw
/// last; memory of the engine, and bytes of state for each server.
/// </summary>
internal static class ScaleBenchmark
{
    public static async Task RunAsync(int[] sizes, CancellationToken cancellationToken)
    {
        Report.Head("servers", "command", "wall s", "door + terraform CPU s", "engine CPU s", "Redfish requests / server", "engine MiB", "state bytes / server");
        foreach (var size in sizes) await OfAsync(size, cancellationToken);
    }

    private static async Task OfAsync(int size, CancellationToken cancellationToken)
    {
        await using var site = await Site.CreateAsync(size, Configuration, cancellationToken);
        await StepAsync("plan", site, token => site.Workspace.PlanAsync(token), 2, cancellationToken);
        await StepAsync("apply", site, token => site.Workspace.ApplyAsync(token, "-parallelism=40"), 0, cancellationToken);
        await StepAsync("second plan, from BMCs", site, token => site.Workspace.PlanAsync(token), 0, cancellationToken);
        site.Workspace.Set("BAREMETAL_REFRESH_MAX_AGE", "1h");
        await StepAsync("second plan, from cache", site, token => site.Workspace.PlanAsync(token), 0, cancellationToken);
        await StepAsync("refresh only, from cache", site, token => site.Workspace.ApplyAsync(token, "-refresh-only"), 0, cancellationToken);
    }

    private static async Task StepAsync(
        string name, Site site, Func<CancellationToken, Task<CommandResult>> command, int code, CancellationToken cancellationToken)
    {
        foreach (var server in site.Rack.Servers) server.ForgetRequests();
        var before = Engine(site.Workspace).Seconds;
        var sample = await Sample.OfAsync(async token => (await command(token)).Must(code), cancellationToken);
        var (seconds, memory) = Engine(site.Workspace);
        var count = site.Rack.Servers.Count;
        Report.Row(
            count.ToString(CultureInfo.InvariantCulture),
            name,
            Report.Number(sample.Wall, 1),
            Report.Number(sample.Cpu, 1),
            Report.Number(seconds - before, 1),
            Report.Number((double)site.Rack.Servers.Sum(server => server.RequestCount) / count, 1),
            Report.Number(memory / 1024.0 / 1024.0, 0),
            Report.Number(StateBytes(site.Workspace), 0));
    }

    // What is in the state of a server, as compact JSON: its attributes, and what is kept beside them.
    private static double StateBytes(Workspace workspace)
    {
        var file = Path.Combine(workspace.Folder, "terraform.tfstate");
        if (!File.Exists(file)) return 0;
        using var state = JsonDocument.Parse(File.ReadAllText(file));
        var sizes = from resource in state.RootElement.GetProperty("resources").EnumerateArray()
                    where resource.GetProperty("type").GetString() == "baremetal_server"
                    from instance in resource.GetProperty("instances").EnumerateArray()
                    select JsonSerializer.SerializeToUtf8Bytes(instance).Length;
        return sizes.DefaultIfEmpty().Average();
    }

    private static (double Seconds, long Memory) Engine(Workspace workspace)
    {
        using var engine = workspace.Engine();
        return engine is null ? (0, 0) : (ProcessClock.Seconds(engine.Id), engine.WorkingSet64);
    }

    private static string Configuration(Rack rack) =>
        Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"))
        + string.Concat(rack.Servers.Select(server => Configurations.Server(server.Name, server, "  bios_profile = baremetal_bios_profile.turbo.ref")));
}
