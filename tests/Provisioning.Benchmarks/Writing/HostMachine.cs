using System.Globalization;
using Provisioning.Benchmarks.Measuring;
using Provisioning.Testing.Programs;

namespace Provisioning.Benchmarks.Writing;

/// <summary>
/// A folder that looks like a machine to the agent, run in it with <c>unshare</c> and <c>chroot</c>: the same program, on processors
/// that are not emulated. Its disk is a file, so that a block of zeroes has to be written; the image is the small one, several times.
/// </summary>
internal sealed class HostMachine
{
    private const int Times = 8;
    private const long DiskBytes = 2L << 30;
    private readonly string _root;

    private HostMachine(string root, ServedFile zst, ServedFile raw) => (_root, Zst, Raw) = (root, zst, raw);

    public ServedFile Zst { get; }

    public ServedFile Raw { get; }

    // The namespace is for the root that chroot and mount want, and the mount is gone with it.
    private string RunAgent =>
        $"unshare --map-root-user --mount sh -c 'mount --bind /dev/urandom {_root}/dev/urandom && exec chroot {_root} /bin/baremetal-agent'; [ $? = 4 ]";

    private string Disk => Path.Combine(_root, "dev/nvme0n1");

    private static string Agent =>
        Environment.GetEnvironmentVariable("BAREMETAL_AGENT_PROGRAM") ?? Path.Combine(BuiltPrograms.AgentImage, "../bin/baremetal-agent");

    public static async Task<HostMachine> PrepareAsync(string folder, CancellationToken cancellationToken)
    {
        var small = await File.ReadAllBytesAsync(Path.ChangeExtension(TinyImage.Built.File, null), cancellationToken);
        var raw = Path.Combine(folder, "large.raw");
        await using (var file = File.Create(raw))
        {
            for (var time = 0; time < Times; time++) await file.WriteAsync(small, cancellationToken);
        }

        await ShellAsync($"zstd -q -k {raw}", cancellationToken);
        var root = Path.Combine(folder, "root");
        Put(root, "sys/block/nvme0n1/size", (DiskBytes / 512).ToString(CultureInfo.InvariantCulture));
        Put(root, "sys/block/nvme0n1/device/serial", "BENCH");
        Put(root, "sys/block/nvme0n1/queue/logical_block_size", "512");
        Put(root, "dev/nvme0n1", "");
        Put(root, "dev/urandom", "");
        Copy(Agent, root, "bin/baremetal-agent");
        foreach (var library in await Tools.LibrariesAsync([Agent, Tools.Find("openssl")], cancellationToken)) Copy(library, root, library.TrimStart('/'));
        var machine = new HostMachine(root, ServedFile.Of(raw + ".zst", "zst"), ServedFile.Of(raw, "none"));

        // Room that the file system has given out already, as a disk that was used before has.
        await ShellAsync($"dd if=/dev/zero of={machine.Disk} bs=4M count={DiskBytes >> 22} oflag=direct conv=fsync 2>&1", cancellationToken);
        return machine;
    }

    public async Task<ILookup<string, Sample>> RunAsync(int rounds, ImageServer server, string caPem, CancellationToken cancellationToken)
    {
        Put(_root, ".extra/credentials/agent.cred", server.Ticket("127.0.0.1", caPem));
        Put(_root, "ca.pem", caPem);
        var from = $"wget -q --ca-certificate={_root}/ca.pem -O- https://127.0.0.1:{server.Port.ToString(CultureInfo.InvariantCulture)}/image/";
        var to = $"dd of={Disk} bs=4M iflag=fullblock oflag=direct conv=fsync,notrunc";
        var samples = new List<(string Name, Sample Sample)>();
        for (var round = 0; round < rounds; round++)
        {
            await AddAsync("dd", $"cat {Raw.Path} > /dev/null", $"{to} if={Raw.Path}");
            await AddAsync("pipe-zst", "sync", $"{from}{Zst.Name} | zstd -qdc | {to}");
            await AddAsync("agent-zst", "sync", RunAgent);
            await AddAsync("pipe-raw", "sync", $"{from}{Raw.Name} | {to}");
            await AddAsync("agent-raw", "sync", RunAgent);
        }

        return samples.ToLookup(sample => sample.Name, sample => sample.Sample);

        async Task AddAsync(string name, string before, string command)
        {
            await ShellAsync(before, cancellationToken);
            samples.Add((name, await Sample.OfAsync(token => ShellAsync(command, token), cancellationToken)));
        }
    }

    private static async Task ShellAsync(string command, CancellationToken cancellationToken) =>
        (await Command.RunAsync("bash", ["-o", "pipefail", "-c", command], "/", new Dictionary<string, string>(), cancellationToken)).Must(0);

    private static void Put(string root, string path, string text)
    {
        var whole = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
    }

    private static void Copy(string file, string root, string path)
    {
        var whole = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.Copy(file, whole, overwrite: true);
    }
}
