using Provisioning.Benchmarks.Measuring;
using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.Benchmarks.Fleet;

/// <summary>Many servers without latency: what the work itself costs, in wall and CPU seconds and Redfish requests for each server.</summary>
internal static class FleetBenchmark
{
    public static async Task RunAsync(int servers, CancellationToken cancellationToken)
    {
        var image = TinyImage.Built;
        await using var site = await Site.CreateAsync(servers, rack => Configuration(rack, image), cancellationToken);
        Console.WriteLine($"{servers} servers, no latency, no POST time; enroll, inspect, one BIOS change, deploy");
        Report.Head("command", "wall s", "door + terraform CPU s", "engine CPU s", "engine CPU s / server", "Redfish requests / server");
        await StepAsync("plan", site, token => site.Workspace.PlanAsync(token), 2, cancellationToken);
        await StepAsync("apply", site, token => site.Workspace.ApplyAsync(token, "-parallelism=40"), 0, cancellationToken);
        await StepAsync("second plan", site, token => site.Workspace.PlanAsync(token), 0, cancellationToken);
    }

    private static async Task StepAsync(
        string name, Site site, Func<CancellationToken, Task<CommandResult>> command, int code, CancellationToken cancellationToken)
    {
        foreach (var server in site.Rack.Servers) server.ForgetRequests();
        var before = EngineSeconds(site.Workspace);
        var sample = await Sample.OfAsync(async token => (await command(token)).Must(code), cancellationToken);
        var engine = EngineSeconds(site.Workspace) - before;
        var count = site.Rack.Servers.Count;
        var requests = site.Rack.Servers.Sum(server => server.RequestCount);
        Report.Row(
            name,
            Report.Number(sample.Wall, 1),
            Report.Number(sample.Cpu, 1),
            Report.Number(engine, 1),
            Report.Number(engine / count),
            Report.Number((double)requests / count, 1));
    }

    private static double EngineSeconds(Workspace workspace)
    {
        using var engine = workspace.Engine();
        return engine is null ? 0 : ProcessClock.Seconds(engine.Id);
    }

    private static string Configuration(Rack rack, TinyImage image) =>
        Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"))
        + Configurations.OsImage("tiny", image.File, image.Sha256)
        + string.Concat(rack.Servers.Select(server => Configurations.Server(server.Name, server, """
              bios_profile = baremetal_bios_profile.turbo.ref
              os = { image = baremetal_os_image.tiny.ref }
            """)));
}
