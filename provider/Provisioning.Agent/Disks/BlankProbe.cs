using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Disks;

/// <summary>
/// Tells a blank disk from one that holds something: only zero bytes in its first and last 4 MiB (partition tables, and the
/// superblocks of file systems, volume managers and RAID, at either end) and at 256 places between. Our own marker does not count.
/// Any doubt means that it holds something.
/// </summary>
internal static class BlankProbe
{
    private const int EndBytes = 4 * 1024 * 1024;
    private const int SampleBytes = 64 * 1024;
    private const int Samples = 256;

    /// <summary>The offset of the first byte found that is not zero; null when the disk is blank.</summary>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public static long? FirstByte(IDiskAccess disk, CancellationToken cancellationToken)
    {
        using var buffer = new AlignedBuffer(SampleBytes);
        foreach (var (from, to) in Ranges(disk.SizeBytes))
        {
            for (var at = from; at < to; at += SampleBytes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var piece = buffer.Span[..(int)Math.Min(SampleBytes, to - at)];
                disk.Read(at, piece);
                HideMarker(disk.SizeBytes, at, piece);
                if (piece.IndexOfAnyExcept((byte)0) is var found and >= 0) return at + found;
            }
        }

        return null;
    }

    private static IEnumerable<(long From, long To)> Ranges(long size)
    {
        if (size <= 2L * EndBytes)
        {
            yield return (0, size);
            yield break;
        }

        // Pieces begin at multiples of their size, so that the marker never lies across two.
        var tail = (size - EndBytes) / SampleBytes * SampleBytes;
        yield return (0, EndBytes);
        yield return (tail, size);
        var step = (tail - EndBytes) / Samples / SampleBytes * SampleBytes;
        if (step == 0)
        {
            yield return (EndBytes, tail);
            yield break;
        }

        for (var sample = 0; sample < Samples; sample++)
        {
            var at = EndBytes + (sample * step);
            yield return (at, at + SampleBytes);
        }
    }

    private static void HideMarker(long size, long at, Span<byte> piece)
    {
        var from = Math.Max(DiskMarkers.OffsetOn(size) - at, 0);
        var to = Math.Min(DiskMarkers.OffsetOn(size) + DiskMarkers.Length - at, piece.Length);
        if (from >= to) return;
        var inside = piece[(int)from..(int)to];
        if (at <= DiskMarkers.OffsetOn(size) && DiskMarkers.LooksLikeOne(inside)) inside.Clear();
    }
}
