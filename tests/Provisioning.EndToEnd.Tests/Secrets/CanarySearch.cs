using System.IO.Compression;

namespace Provisioning.EndToEnd.Tests.Secrets;

/// <summary>Looks for canaries in bytes, in files, inside archives, and in the arguments of all processes while it runs.</summary>
internal sealed class CanarySearch(IReadOnlyList<Canary> canaries) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _ends = new();
    private readonly HashSet<string> _inArguments = [];
    private Task _watch = Task.CompletedTask;

    /// <summary>Which canaries were seen in a process's arguments.</summary>
    public IReadOnlyList<string> InArguments
    {
        get
        {
            lock (_inArguments) return [.. _inArguments];
        }
    }

    /// <summary>Begins to look at what processes are started with.</summary>
    public void WatchArguments() => _watch = Task.Run(() => WatchAsync(_ends.Token));

    /// <summary>Which canaries are in the files below a folder, and where. Sockets and pipes, which have no length, are none, and a running engine lets nobody open its lock.</summary>
    public IEnumerable<string> InFilesBelow(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        where !file.Contains("/.terraform/", StringComparison.Ordinal) && Path.GetFileName(file) != "engine.lock" && new FileInfo(file).Length > 0
        from hit in In(file[folder.Length..], Read(file))
        select hit;

    /// <summary>Which canaries are in some bytes, and in what is packed in them.</summary>
    public IEnumerable<string> In(string name, byte[] content)
    {
        foreach (var canary in canaries)
        {
            if (canary.Forms.Any(form => content.AsSpan().IndexOf(form) >= 0)) yield return $"{canary.Place} in {name}";
        }

        foreach (var (inner, bytes) in Unpacked(name, content))
        {
            foreach (var hit in In(inner, bytes)) yield return hit;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _watch;
        _ends.Dispose();
    }

    private static IEnumerable<(string Name, byte[] Content)> Unpacked(string name, byte[] content)
    {
        if (content.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            using var archive = new ZipArchive(new MemoryStream(content));
            foreach (var entry in archive.Entries) yield return ($"{name}:{entry.FullName}", Drain(entry.Open()));
        }
        else if (content is [0x1f, 0x8b, ..])
        {
            yield return ($"{name}:", Drain(new GZipStream(new MemoryStream(content), CompressionMode.Decompress)));
        }
    }

    private static byte[] Drain(Stream packed)
    {
        using (packed)
        {
            using var all = new MemoryStream();
            packed.CopyTo(all);
            return all.ToArray();
        }
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Drain(stream);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[^1])))
            {
                foreach (var hit in In("the arguments of a process", Arguments(folder)))
                {
                    lock (_inArguments) _inArguments.Add(hit);
                }
            }

            await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static byte[] Arguments(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
