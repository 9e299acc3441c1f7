using Xunit;

namespace Provisioning.Testing.Programs;

/// <summary>A small file system of its own at a folder, which a test can fill to the last byte and free again. Needs root.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Filling => Path.Combine(_folder, "filling");

    /// <summary>Mounts it, or skips the test with the reason.</summary>
    public static async Task<SmallDisk> MountAsync(string folder, int mebiBytes, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess) Assert.Skip("a file system can only be mounted by root");
        Directory.CreateDirectory(folder);
        string[] arguments = ["-t", "tmpfs", "-o", FormattableString.Invariant($"size={mebiBytes}m,mode=700"), "tmpfs", folder];
        var mounted = await Command.RunAsync("mount", arguments, "/", new Dictionary<string, string>(), cancellationToken);
        if (mounted.Code != 0) Assert.Skip($"no file system can be mounted here: {mounted.Output}");
        return new SmallDisk(folder);
    }

    /// <summary>Takes all the space that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filling, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        foreach (var size in (int[])[1 << 20, 4096, 1])
        {
            var block = new byte[size];
            try
            {
                while (true) file.Write(block);
            }
            catch (IOException)
            {
                // No block of this size fits any more.
            }
        }
    }

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(Filling);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        (await Command.RunAsync("umount", ["--lazy", _folder], "/", new Dictionary<string, string>(), CancellationToken.None)).Must(0);
}
