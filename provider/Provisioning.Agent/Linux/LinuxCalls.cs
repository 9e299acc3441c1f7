using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Provisioning.Agent.Linux;

/// <summary>The calls of the C library that .NET has no words for. Numbers are those of Linux on x86-64 and arm64.</summary>
internal static partial class LinuxCalls
{
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int Exclusive = 0x80;
    private const int CloseOnExec = 0x80000;
    private const int FlushBuffers = 0x1261;
    private const int ZeroOut = 0x127F;
    private const int DontNeed = 4;
    private const int RestartCommand = 0x01234567;
    private const int PowerOffCommand = 0x4321FEDC;

    /// <summary>Opens a block device; to write, exclusively (open(2): O_EXCL without O_CREAT on a block device).</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle OpenDevice(string path, bool writable)
    {
        var descriptor = Open(path, CloseOnExec | (writable ? ReadWrite | Exclusive : ReadOnly), 0);
        if (descriptor < 0) throw Failure(path);
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>
    /// Opens a block device a second time, so that reads and writes pass by the kernel's cache (open(2): O_DIRECT); null where the
    /// device or its file system cannot.
    /// </summary>
    public static SafeFileHandle? TryOpenDirect(string path, bool writable)
    {
        var direct = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x10000 : 0x4000;
        var descriptor = Open(path, CloseOnExec | direct | (writable ? ReadWrite : ReadOnly), 0);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>
    /// Makes a range zero (ioctl BLKZEROOUT): by the device's own command where it has one, or the kernel writes zeroes. False where this
    /// is no block device or refuses.
    /// </summary>
    public static unsafe bool TryWriteZeroes(SafeFileHandle handle, long offset, long length)
    {
        var range = stackalloc long[2] { offset, length };
        return ControlDevice(handle, ZeroOut, (nint)range) == 0;
    }

    /// <summary>Waits until everything written is on the medium.</summary>
    /// <exception cref="IOException">The device failed.</exception>
    public static void Sync(SafeFileHandle handle)
    {
        if (FileSync(handle) != 0) throw Failure("fsync");
    }

    /// <summary>Forgets what is cached of the device. Without effect on what is not a block device, and that is fine.</summary>
    public static void DropCaches(SafeFileHandle handle)
    {
        _ = ControlDevice(handle, FlushBuffers, 0);
        _ = Advise(handle, 0, 0, DontNeed);
    }

    /// <summary>Restarts the machine.</summary>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public static void Restart() => Boot(RestartCommand);

    /// <summary>Switches the machine off.</summary>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public static void PowerOff() => Boot(PowerOffCommand);

    private static void Boot(int command)
    {
        SyncAll();
        if (Reboot(command) != 0) throw Failure("reboot");
    }

    private static IOException Failure(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FileSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int ControlDevice(SafeFileHandle handle, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "posix_fadvise", SetLastError = true)]
    private static partial int Advise(SafeFileHandle handle, long offset, long length, int advice);

    [LibraryImport("libc", EntryPoint = "sync")]
    private static partial void SyncAll();

    [LibraryImport("libc", EntryPoint = "reboot", SetLastError = true)]
    private static partial int Reboot(int command);
}
