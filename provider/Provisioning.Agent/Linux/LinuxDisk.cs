using Microsoft.Win32.SafeHandles;
using Provisioning.Agent.Disks;
using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Linux;

/// <summary>A block device. Opened to write it is opened exclusively: a disk that is mounted or in an array refuses.</summary>
internal sealed class LinuxDisk(DiskDescription description, string path) : IDisk
{
    /// <inheritdoc/>
    public DiskDescription Description => description;

    /// <inheritdoc/>
    public IDiskAccess Open(bool writable) => new Access(LinuxCalls.OpenDevice(path, writable), description.SizeBytes);

    private sealed class Access(SafeFileHandle handle, long size) : IDiskAccess
    {
        public long SizeBytes => size;

        public void Read(long offset, Span<byte> buffer) => HandleIo.ReadExactly(handle, offset, buffer, size);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => HandleIo.Write(handle, offset, bytes, size);

        public void Flush() => LinuxCalls.Sync(handle);

        public void DropCaches() => LinuxCalls.DropCaches(handle);

        public void Dispose() => handle.Dispose();
    }
}
