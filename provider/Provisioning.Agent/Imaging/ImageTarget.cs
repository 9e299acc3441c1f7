using Provisioning.Agent.Disks;
using Provisioning.Agent.Machines;
using Provisioning.Agent.Partitioning;
using Provisioning.AgentContract.Disks;

namespace Provisioning.Agent.Imaging;

/// <summary>The root disk while an image goes onto it: what is destroyed when, and in which order things become bootable.</summary>
/// <param name="disk">What it says of itself.</param>
/// <param name="access">It, opened to write.</param>
/// <param name="blank">Whether nothing was found on it, so that blocks of zeroes need no writing.</param>
internal sealed class ImageTarget(DiskDescription disk, IDiskAccess access, bool blank)
{
    private const long BackupRoom = 64 * 512;
    private const int HeadBytes = 1024 * 1024;

    /// <summary>What it says of itself.</summary>
    public DiskDescription Disk => disk;

    /// <summary>It, opened to write.</summary>
    public IDiskAccess Access => access;

    /// <summary>Whether blocks of zeroes need no writing.</summary>
    public bool Blank => blank;

    /// <summary>The most that an image may have: the marker and the backup partition table keep the end.</summary>
    public long Room => DiskMarkers.OffsetOn(disk.SizeBytes) - BackupRoom;

    /// <summary>Takes away whatever could boot: the tables at both ends; says first whose disk it is now.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Begin(DiskMarker unfinished)
    {
        DiskMarkers.Write(access, unfinished);
        access.Write(0, new byte[HeadBytes]);
        var behindMarker = DiskMarkers.OffsetOn(disk.SizeBytes) + DiskMarkers.Length;
        access.Write(behindMarker, new byte[disk.SizeBytes - behindMarker]);
        access.Flush();
    }

    /// <summary>
    /// Writes the image's first MiB, with its partition table fitted to the disk, and reads it back. Before this nothing boots.
    /// </summary>
    /// <returns>Whether the disk holds what was written.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public bool Complete(byte[] head)
    {
        var fitted = head.ToArray();
        var backup = GptHead.Find(fitted)?.FitTo(disk.SizeBytes, DiskMarkers.OffsetOn(disk.SizeBytes));
        using var buffer = new AlignedBuffer(fitted.Length);
        fitted.CopyTo(buffer.Span);
        access.Write(0, buffer.Span);
        if (backup is { } tail) access.Write(tail.Offset, tail.Bytes);
        access.Flush();
        access.DropCaches();
        return Holds(0, fitted) && (backup is not { } written || Holds(written.Offset, written.Bytes));
    }

    private bool Holds(long offset, ReadOnlySpan<byte> expected)
    {
        using var buffer = new AlignedBuffer(expected.Length);
        access.Read(offset, buffer.Span);
        return buffer.Span.SequenceEqual(expected);
    }
}
