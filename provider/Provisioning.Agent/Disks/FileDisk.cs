using Microsoft.Win32.SafeHandles;
using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Disks;

/// <summary>A disk that is a file: sparse when the file system can, of fixed size. For simulated machines and tests.</summary>
/// <param name="description">What it says of itself; its size is the file's.</param>
/// <param name="path">The file; made at first opening when it does not exist.</param>
public sealed class FileDisk(DiskDescription description, string path) : IDisk
{
    /// <inheritdoc/>
    public DiskDescription Description => description;

    /// <inheritdoc/>
    public IDiskAccess Open(bool writable)
    {
        var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (RandomAccess.GetLength(handle) != description.SizeBytes) RandomAccess.SetLength(handle, description.SizeBytes);
        return new Access(handle, description.SizeBytes, writable);
    }

    private sealed class Access(SafeFileHandle handle, long size, bool writable) : IDiskAccess
    {
        public long SizeBytes => size;

        public void Read(long offset, Span<byte> buffer) => HandleIo.ReadExactly(handle, offset, buffer, size);

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (!writable) throw new IOException("The disk was opened for reading.");
            HandleIo.Write(handle, offset, bytes, size);
        }

        public void Flush() => RandomAccess.FlushToDisk(handle);

        public void DropCaches()
        {
        }

        public void Dispose() => handle.Dispose();
    }
}
