using System.Globalization;
using System.Text;

namespace Provisioning.Benchmarks.Writing;

/// <summary>A cpio archive ("newc") that the kernel unpacks over the deploy image's own ramdisk.</summary>
internal sealed class GuestArchive : IDisposable
{
    private const int FileMode = 0x81ED;
    private const int FolderMode = 0x41ED;
    private readonly MemoryStream _bytes = new();
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { "" };

    public void Add(string path, byte[] content)
    {
        path = path.TrimStart('/');
        Folder(Path.GetDirectoryName(path) ?? "");
        Entry(path, FileMode, content);
    }

    public byte[] End()
    {
        Entry("TRAILER!!!", 0, []);
        return _bytes.ToArray();
    }

    public void Dispose() => _bytes.Dispose();

    private void Folder(string path)
    {
        if (!_folders.Add(path)) return;
        Folder(Path.GetDirectoryName(path) ?? "");
        Entry(path, FolderMode, []);
    }

    private void Entry(string path, int mode, byte[] content)
    {
        var name = Encoding.UTF8.GetBytes(path + "\0");
        _bytes.Write(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"070701{0:X8}{mode:X8}{0:X8}{0:X8}{1:X8}{0:X8}{content.Length:X8}{0:X8}{0:X8}{0:X8}{0:X8}{name.Length:X8}{0:X8}")));
        _bytes.Write(name);
        Pad();
        _bytes.Write(content);
        Pad();
    }

    private void Pad()
    {
        while (_bytes.Length % 4 != 0) _bytes.WriteByte(0);
    }
}
