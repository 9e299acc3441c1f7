using System.Runtime.InteropServices;

namespace Provisioning.Imaging.OsImages;

/// <summary>Puts files into place so that a power cut leaves the old state or the whole new one, and never a name over half a file.</summary>
internal static partial class DurableFile
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;
    private const int InvalidOnThisFileSystem = 22;

    /// <summary>
    /// Renames a finished file: its bytes are on the disk before the name is, and the name is on the disk when this returns.
    /// </summary>
    /// <param name="part">The file, complete and closed.</param>
    /// <param name="place">Its name, in the same folder; replaced when it exists.</param>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public static void PutIntoPlace(string part, string place)
    {
        using (var stream = new FileStream(part, FileMode.Open, FileAccess.ReadWrite, FileShare.Read)) stream.Flush(flushToDisk: true);
        File.Move(part, place, overwrite: true);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(place))!);
    }

    // .NET opens no folders. O_DIRECTORY is left out: its number on x86-64 is that of O_DIRECT on arm64.
    // A file system that keeps names by itself (NTFS), or that cannot flush a folder (EINVAL), needs and gets nothing.
    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        var handle = Open(folder, ReadOnly | CloseOnExec);
        if (handle < 0) throw Failure(folder);
        try
        {
            if (Flush(handle) != 0 && Marshal.GetLastPInvokeError() != InvalidOnThisFileSystem) throw Failure(folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failure(string folder) =>
        new($"The folder {folder} cannot be flushed: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
