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
    public IDiskAccess Open(bool writable)
    {
        var handle = LinuxCalls.OpenDevice(path, writable);
        return new Access(handle, LinuxCalls.TryOpenDirect(path, writable), description);
    }

    // What is aligned goes between the caller's memory and the disk, past the kernel's cache: no copy, no flood of dirty pages, and a read
    // that is of the medium. The kernel keeps both ways coherent.
    private sealed class Access(SafeFileHandle handle, SafeFileHandle? direct, DiskDescription description) : IDiskAccess
    {
        private readonly int _alignment = Math.Max(AlignedBuffer.Alignment, description.LogicalBlockBytes);

        public long SizeBytes => description.SizeBytes;

        public void Read(long offset, Span<byte> buffer)
        {
            var past = DirectLength(offset, buffer);
            if (past > 0) HandleIo.ReadExactly(direct!, offset, buffer[..past], SizeBytes);
            if (past < buffer.Length) HandleIo.ReadExactly(handle, offset + past, buffer[past..], SizeBytes);
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            var past = DirectLength(offset, bytes);
            if (past > 0) HandleIo.Write(direct!, offset, bytes[..past], SizeBytes);
            if (past < bytes.Length) HandleIo.Write(handle, offset + past, bytes[past..], SizeBytes);
        }

        public bool TryWriteZeroes(long offset, long length) =>
            offset % _alignment == 0 && length % _alignment == 0 && LinuxCalls.TryWriteZeroes(handle, offset, length);

        public void Flush() => LinuxCalls.Sync(handle);

        public void DropCaches() => LinuxCalls.DropCaches(handle);

        public void Dispose()
        {
            direct?.Dispose();
            handle.Dispose();
        }

        private int DirectLength(long offset, ReadOnlySpan<byte> bytes) =>
            direct is null || offset % _alignment != 0 || !AlignedBuffer.IsAligned(bytes) ? 0 : bytes.Length / _alignment * _alignment;
    }
}
