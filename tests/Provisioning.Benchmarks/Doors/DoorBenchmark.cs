using System.Diagnostics;
using Provisioning.Benchmarks.Measuring;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.Benchmarks.Doors;

/// <summary>
/// What a door costs: from its start to the handshake line, its first call with and without an engine that runs already, and a whole
/// `terraform plan` of one server against one of a `terraform_data` in the same run, in turns.
/// </summary>
internal static class DoorBenchmark
{
    private const string Cookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

    public static async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        await using var site = await Site.CreateAsync(1, rack => Configurations.Server("sim-1", rack.Servers[0]), cancellationToken);
        (await site.Workspace.ApplyAsync(cancellationToken)).Must(0);
        var nothing = Directory.CreateTempSubdirectory("bmbench").FullName;
        await File.WriteAllTextAsync(Path.Combine(nothing, "main.tf"), "resource \"terraform_data\" \"one\" {}\n", cancellationToken);
        (await PlainAsync(nothing, cancellationToken, "init")).Must(0);
        (await PlainAsync(nothing, cancellationToken, "apply", "-auto-approve")).Must(0);

        var handshake = new List<Sample>();
        var warm = new List<Sample>();
        var cold = new List<Sample>();
        var server = new List<Sample>();
        var data = new List<Sample>();
        for (var round = 0; round < rounds; round++)
        {
            handshake.Add(await HandshakeAsync(cancellationToken));
            warm.Add(await Sample.OfAsync(async token => (await site.Workspace.BaremetalAsync(token, "status")).Must(0), cancellationToken));
            data.Add(await Sample.OfAsync(async token => (await PlainAsync(nothing, token, "plan")).Must(0), cancellationToken));
            server.Add(await Sample.OfAsync(async token => (await site.Workspace.PlanAsync(token)).Must(0), cancellationToken));
            (await site.Workspace.BaremetalAsync(cancellationToken, "engine", "stop")).Must(0);
            cold.Add(await ColdAsync(site.Workspace, cancellationToken));
        }

        Directory.Delete(nothing, recursive: true);
        Console.WriteLine($"median of {rounds} rounds, in turns");
        Report.Head("what", "wall s", "CPU s");
        Row("plugin start to handshake line", handshake);
        Row("`baremetal status`, engine running", warm);
        Row("`baremetal status`, engine started by it (its CPU included)", cold);
        Row("`terraform plan` of one terraform_data", data);
        Row("`terraform plan` of one server (door only; the engine runs)", server);
        Console.WriteLine($"ratio of the two plans: {Report.Number(Sample.Median(server).Wall / Sample.Median(data).Wall, 2)} wall");
    }

    private static void Row(string what, List<Sample> samples)
    {
        var median = Sample.Median(samples);
        Report.Row(what, Report.Number(median.Wall), Report.Number(median.Cpu));
    }

    private static async Task<Sample> ColdAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var door = await Sample.OfAsync(async token => (await workspace.BaremetalAsync(token, "status")).Must(0), cancellationToken);
        using var engine = workspace.Engine();
        return door with { Cpu = door.Cpu + (engine is null ? 0 : ProcessClock.Seconds(engine.Id)) };
    }

    private static async Task<Sample> HandshakeAsync(CancellationToken cancellationToken)
    {
        // The program knows by its name that it is to be the plugin.
        var program = Path.Combine(Path.GetDirectoryName(BuiltPrograms.Baremetal)!, "terraform-provider-baremetal");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["TF_PLUGIN_MAGIC_COOKIE"] = Cookie;
        start.Environment["PLUGIN_PROTOCOL_VERSIONS"] = "6";
        var clock = Stopwatch.StartNew();
        using var plugin = Process.Start(start)!;
        var line = await plugin.StandardOutput.ReadLineAsync(cancellationToken);
        var wall = clock.Elapsed.TotalSeconds;
        var cpu = ProcessClock.Seconds(plugin.Id);
        plugin.Kill();
        await plugin.WaitForExitAsync(cancellationToken);
        return line?.StartsWith("1|6|", StringComparison.Ordinal) == true ? new Sample(wall, cpu) : throw new InvalidOperationException($"no handshake: {line}");
    }

    private static Task<CommandResult> PlainAsync(string folder, CancellationToken cancellationToken, params string[] arguments) =>
        Command.RunAsync(BuiltPrograms.Terraform, [.. arguments, "-no-color"], folder, new Dictionary<string, string>(), cancellationToken);
}
