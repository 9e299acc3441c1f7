using System.Runtime.InteropServices;
using System.Text;

namespace Provisioning.Host.Stores;

/// <summary>
/// What the framework does not tell about files: inode, owner and file system. The structures are those of Linux on 64-bit machines; only
/// their first fields are read, which are the same on x86-64 and arm64.
/// </summary>
internal static unsafe partial class NativeFiles
{
    private const int AmpleSize = 512;

    /// <summary>Device and inode of what a path names; null where nothing is there.</summary>
    public static FileIdentity? Identity(string path)
    {
        var buffer = stackalloc ulong[AmpleSize / sizeof(ulong)];
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            return Stat(name, (byte*)buffer) == 0 ? new FileIdentity(buffer[0], buffer[1]) : null;
        }
    }

    /// <summary>Device and inode of an open file.</summary>
    public static FileIdentity? Identity(SafeHandle file)
    {
        var buffer = stackalloc ulong[AmpleSize / sizeof(ulong)];
        return FStat((int)file.DangerousGetHandle(), (byte*)buffer) == 0 ? new FileIdentity(buffer[0], buffer[1]) : null;
    }

    /// <summary>The owner of what a path names, without following a link; null where nothing is there.</summary>
    public static uint? Owner(string path)
    {
        var buffer = stackalloc ulong[AmpleSize / sizeof(ulong)];
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            if (LStat(name, (byte*)buffer) != 0) return null;
        }

        // struct stat: on x86-64 st_mode and st_uid follow the 8-byte st_nlink; on arm64 st_mode and the 4-byte st_nlink come first.
        var fields = (uint*)buffer;
        return RuntimeInformation.ProcessArchitecture == Architecture.X64 ? fields[7] : fields[6];
    }

    /// <summary>The number that names the file system of a path (statfs(2), f_type); null where nothing is there.</summary>
    public static long? FileSystem(string path)
    {
        var buffer = stackalloc long[AmpleSize / sizeof(long)];
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            return StatFs(name, (byte*)buffer) == 0 ? buffer[0] : null;
        }
    }

    [LibraryImport("libc", EntryPoint = "stat")]
    private static partial int Stat(byte* path, byte* result);

    [LibraryImport("libc", EntryPoint = "lstat")]
    private static partial int LStat(byte* path, byte* result);

    [LibraryImport("libc", EntryPoint = "fstat")]
    private static partial int FStat(int file, byte* result);

    [LibraryImport("libc", EntryPoint = "statfs")]
    private static partial int StatFs(byte* path, byte* result);
}
