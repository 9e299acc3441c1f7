namespace Provisioning.Imaging.DeployImages;

/// <summary>The files of a ramdisk, by path; written in the order of their paths, folders before what is in them.</summary>
internal sealed class RamdiskTree
{
    private readonly SortedDictionary<string, Action<CpioWriter>> _entries = new(StringComparer.Ordinal);

    /// <summary>Adds a folder, and those above it.</summary>
    public void Folder(string path)
    {
        path = Normal(path);
        if (path.Length == 0 || _entries.ContainsKey(path)) return;
        Above(path);
        _entries[path] = cpio => cpio.Directory(path, 0b111_101_101);
    }

    /// <summary>Adds a file that anybody may read.</summary>
    public void File(string path, byte[] content, bool executable = false)
    {
        path = Normal(path);
        Above(path);
        _entries[path] = cpio => cpio.File(path, executable ? 0b111_101_101 : 0b110_100_100, content);
    }

    /// <summary>Adds a symbolic link.</summary>
    public void Link(string path, string target)
    {
        path = Normal(path);
        Above(path);
        _entries[path] = cpio => cpio.Link(path, target);
    }

    /// <summary>Adds a character device.</summary>
    public void Device(string path, int major, int minor)
    {
        path = Normal(path);
        Above(path);
        _entries[path] = cpio => cpio.CharacterDevice(path, 0b110_000_000, major, minor);
    }

    /// <summary>Writes the archive.</summary>
    public void WriteTo(Stream output)
    {
        var cpio = new CpioWriter(output);
        foreach (var write in _entries.Values) write(cpio);
        cpio.End();
    }

    private void Above(string path)
    {
        var slash = path.LastIndexOf('/');
        if (slash > 0) Folder(path[..slash]);
    }

    // The archive's names are relative to its root.
    private static string Normal(string path) => path.Trim('/');
}
