using System.Globalization;
using System.Text;
using Provisioning.Benchmarks.Measuring;
using Provisioning.Testing.Programs;

namespace Provisioning.Benchmarks.Writing;

/// <summary>
/// A QEMU machine that boots the kernel and ramdisk of the deploy image, with an operator's tools beside the agent. Its disk is NVMe, a
/// sparse file whose flushes the host ignores; its network is QEMU's user network.
/// </summary>
internal static class GuestMachine
{
    /// <summary>The host, as the guest sees it.</summary>
    public const string Gateway = "10.0.2.2";

    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Runs all rounds; the samples by name.</summary>
    public static async Task<ILookup<string, Sample>> RunAsync(
        int rounds, string rawImage, ImageServer server, string caPem, string folder, CancellationToken cancellationToken)
    {
        var uki = await File.ReadAllBytesAsync(Path.Combine(BuiltPrograms.AgentImage, "agent.efi"), cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, "linux"), UkiSections.Read(uki, ".linux"), cancellationToken);
        var ramdisk = UkiSections.Read(uki, ".initrd");
        using var archive = new GuestArchive();
        archive.Add("init", Encoding.UTF8.GetBytes(GuestScript.Text(rounds, server.Port)));
        archive.Add("ca.pem", Encoding.UTF8.GetBytes(caPem));
        archive.Add(".extra/credentials/agent.cred", Encoding.UTF8.GetBytes(server.Ticket(Gateway, caPem)));
        archive.Add("os.raw", await File.ReadAllBytesAsync(rawImage, cancellationToken));
        string[] tools = [Tools.Find("dd"), Tools.Find("wget"), Tools.Find("zstd")];
        foreach (var tool in tools) archive.Add("tools/" + Path.GetFileName(tool), await File.ReadAllBytesAsync(tool, cancellationToken));
        foreach (var library in await Tools.LibrariesAsync(tools, cancellationToken)) archive.Add(library, await File.ReadAllBytesAsync(library, cancellationToken));
        Array.Resize(ref ramdisk, (ramdisk.Length + 3) / 4 * 4);
        await File.WriteAllBytesAsync(Path.Combine(folder, "initrd"), [.. ramdisk, .. archive.End()], cancellationToken);
        await using (var disk = File.Create(Path.Combine(folder, "disk"))) disk.SetLength(1L << 30);
        return Figures(await BootAsync(folder, cancellationToken)).ToLookup(figure => figure.Name, figure => figure.Sample);
    }

    private static async Task<string> BootAsync(string folder, CancellationToken cancellationToken)
    {
        var accelerator = File.Exists("/dev/kvm") ? "kvm" : "tcg,thread=multi";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        using var machine = Command.Start(
            "qemu-system-x86_64",
            [
                "-machine", "q35", "-accel", accelerator, "-cpu", "max", "-smp", Math.Min(2, Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture),
                "-m", "1536", "-display", "none", "-nodefaults", "-no-user-config", "-no-reboot", "-serial", "stdio",
                "-kernel", "linux", "-initrd", "initrd", "-append", "console=ttyS0,115200 quiet panic=-1",
                "-device", "virtio-net-pci,netdev=n0,romfile=", "-netdev", "user,id=n0",
                "-drive", "if=none,id=d0,format=raw,cache=unsafe,file=disk", "-device", "nvme,drive=d0,serial=BENCH",
            ],
            folder,
            new Dictionary<string, string>());
        while (!machine.HasExited) await Task.Delay(TimeSpan.FromSeconds(1), deadline.Token);
        return machine.Output;
    }

    private static IEnumerable<(string Name, Sample Sample)> Figures(string console)
    {
        var lines = console.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith(GuestScript.Mark, StringComparison.Ordinal)).ToList();
        if (lines.Count == 0) throw new InvalidOperationException("the guest measured nothing:\n" + console);
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            if (words[2] != "0") throw new InvalidOperationException($"{words[1]} failed in the guest:\n{console}");
            yield return (words[1], new Sample(Number(words[4]) - Number(words[3]), Number(words[5]) / TicksPerSecond));
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
