using Microsoft.Win32.SafeHandles;

namespace Provisioning.Agent.Disks;

/// <summary>Whole reads and writes on a handle, kept within the disk.</summary>
internal static class HandleIo
{
    /// <summary>Fills the buffer.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public static void ReadExactly(SafeFileHandle handle, long offset, Span<byte> buffer, long size)
    {
        Check(offset, buffer.Length, size);
        while (buffer.Length > 0)
        {
            var read = RandomAccess.Read(handle, buffer, offset);
            if (read == 0) throw new IOException($"The disk ended early, at {offset}.");
            buffer = buffer[read..];
            offset += read;
        }
    }

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public static void Write(SafeFileHandle handle, long offset, ReadOnlySpan<byte> bytes, long size)
    {
        Check(offset, bytes.Length, size);
        RandomAccess.Write(handle, bytes, offset);
    }

    private static void Check(long offset, int length, long size)
    {
        if (offset < 0 || offset > size - length) throw new IOException($"{length} bytes at {offset} are not on a disk of {size} bytes.");
    }
}
