using System.Globalization;
using Provisioning.Benchmarks.Measuring;
using Provisioning.Testing.Programs;

namespace Provisioning.Benchmarks.Writing;

/// <summary>
/// The agent's image write against dd of the same bytes to the same disk, and against what an operator would type, in turns: in the deploy
/// image on a QEMU machine, then on this host's own processors.
/// </summary>
internal static class WriteBenchmark
{
    public static async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("bmwrite").FullName;
        try
        {
            var certificate = new SiteCertificate();
            await GuestAsync(rounds, certificate, folder, cancellationToken);
            await HostAsync(rounds, certificate, folder, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task GuestAsync(int rounds, SiteCertificate certificate, string folder, CancellationToken cancellationToken)
    {
        var zst = ServedFile.Of(TinyImage.Built.File, "zst");
        var raw = ServedFile.Of(Path.ChangeExtension(zst.Path, null), "none");
        await using var server = await ImageServer.StartAsync(certificate, [zst, raw], cancellationToken);
        var samples = await GuestMachine.RunAsync(rounds, raw.Path, server, certificate.CaPem, folder, cancellationToken);
        Title($"deploy image on a QEMU machine ({(File.Exists("/dev/kvm") ? "KVM" : "emulation")})", raw, rounds);
        Table(samples, server, zst, raw);
    }

    private static async Task HostAsync(int rounds, SiteCertificate certificate, string folder, CancellationToken cancellationToken)
    {
        var host = await HostMachine.PrepareAsync(folder, cancellationToken);
        await using var server = await ImageServer.StartAsync(certificate, [host.Zst, host.Raw], cancellationToken);
        var samples = await host.RunAsync(rounds, server, certificate.CaPem, cancellationToken);
        Title("this host's processors, a file as the disk", host.Raw, rounds);
        Table(samples, server, host.Zst, host.Raw);
    }

    private static void Title(string where, ServedFile raw, int rounds) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"\n{where}: image of {new FileInfo(raw.Path).Length >> 20} MiB, median of {rounds} rounds, in turns\n"));

    private static void Table(ILookup<string, Sample> samples, ImageServer server, ServedFile zst, ServedFile raw)
    {
        var dd = Sample.Median([.. samples["dd"]]);
        Report.Head("what", "wall s", "CPU s", "speed / dd", "speed / pipeline");
        Line("`dd`, the bytes in memory", dd.Wall, dd.Cpu, dd.Wall, null);
        foreach (var (name, file) in new[] { ("zst", zst), ("raw", raw) })
        {
            var pipe = Sample.Median([.. samples["pipe-" + name]]);
            var agent = Sample.Median([.. samples["agent-" + name]]);
            var writes = server.WritesOf(file);
            Line($"pipeline, {name}", pipe.Wall, pipe.Cpu, dd.Wall, pipe.Wall);
            Line($"agent, {name}: written and synced", Median(writes, write => write.Written), null, dd.Wall, pipe.Wall);
            Line($"agent, {name}: and read back", Median(writes, write => write.Verified), agent.Cpu, dd.Wall, pipe.Wall);
        }
    }

    private static double Median(IReadOnlyList<AgentWrite> writes, Func<AgentWrite, double> of) => writes.Select(of).Order().ElementAt(writes.Count / 2);

    private static void Line(string what, double wall, double? cpu, double dd, double? pipe) => Report.Row(
        what,
        Report.Number(wall, 2),
        cpu is { } seconds ? Report.Number(seconds, 2) : "",
        Report.Number(dd / wall, 2),
        pipe is { } other ? Report.Number(other / wall, 2) : "");
}
