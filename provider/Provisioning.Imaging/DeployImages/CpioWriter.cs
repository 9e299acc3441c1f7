using System.Globalization;
using System.Text;

namespace Provisioning.Imaging.DeployImages;

/// <summary>
/// Writes the archive that the kernel unpacks as its first root file system: cpio "newc" (kernel documentation,
/// driver-api/early-userspace/buffer-format). Owner is root, times are zero and inode numbers count up, so that equal content gives equal bytes.
/// </summary>
/// <param name="output">Receives the archive.</param>
internal sealed class CpioWriter(Stream output)
{
    private const int RegularFile = 0x8000;
    private const int DirectoryType = 0x4000;
    private const int SymbolicLink = 0xA000;
    private const int CharacterDeviceType = 0x2000;
    private const string EndName = "TRAILER!!!";

    private uint _inode;

    /// <summary>A folder.</summary>
    public void Directory(string path, int mode) => Entry(path, DirectoryType | mode, [], links: 2);

    /// <summary>A file.</summary>
    public void File(string path, int mode, ReadOnlySpan<byte> content) => Entry(path, RegularFile | mode, content);

    /// <summary>A symbolic link.</summary>
    public void Link(string path, string target) => Entry(path, SymbolicLink | 0b111_111_111, Encoding.UTF8.GetBytes(target));

    /// <summary>A character device; making one in an archive needs no privilege.</summary>
    public void CharacterDevice(string path, int mode, int major, int minor) =>
        Entry(path, CharacterDeviceType | mode, [], major: major, minor: minor);

    /// <summary>The end of the archive.</summary>
    public void End()
    {
        _inode = uint.MaxValue;
        Entry(EndName, 0, []);
    }

    private void Entry(string path, int mode, ReadOnlySpan<byte> content, int links = 1, int major = 0, int minor = 0)
    {
        unchecked
        {
            _inode++;
        }

        var name = Encoding.UTF8.GetBytes(path);
        var header = string.Create(
            CultureInfo.InvariantCulture,
            $"070701{_inode:X8}{mode:X8}{0:X8}{0:X8}{links:X8}{0:X8}{content.Length:X8}{0:X8}{0:X8}{major:X8}{minor:X8}{name.Length + 1:X8}{0:X8}");
        output.Write(Encoding.ASCII.GetBytes(header));
        output.Write(name);
        output.WriteByte(0);
        Pad(header.Length + name.Length + 1);
        output.Write(content);
        Pad(content.Length);
    }

    private void Pad(int written)
    {
        for (var n = written; n % 4 != 0; n++) output.WriteByte(0);
    }
}
