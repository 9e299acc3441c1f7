using System.Buffers.Binary;
using System.Security.Cryptography;
using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Serialization;

namespace Provisioning.Agent.Disks;

/// <summary>
/// Reads and writes the marker block, 4096 bytes at the disk's end − 1 MiB: 16 bytes of magic, 4 bytes of length (little endian), the
/// JSON, zeroes, and in the last 32 bytes the SHA-256 of all before. A block that is not whole is no marker.
/// </summary>
internal static class DiskMarkers
{
    /// <summary>Length of the block.</summary>
    public const int Length = 4096;

    private const int DigestLength = 32;
    private const int HeaderLength = 20;
    private const long FromEnd = 1024 * 1024;

    private static ReadOnlySpan<byte> Magic => "BAREMETALMARKER1"u8;

    /// <summary>Where the block is on a disk of this size: aligned down to 4096.</summary>
    public static long OffsetOn(long diskSize) => (diskSize - FromEnd) / Length * Length;

    /// <summary>Whether the bytes begin with the magic.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<byte> block) => block.StartsWith(Magic);

    /// <summary>The marker on the disk; null when there is none.</summary>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public static DiskMarker? Read(IDiskAccess disk)
    {
        if (disk.SizeBytes < 2 * FromEnd) return null;
        var block = new byte[Length];
        disk.Read(OffsetOn(disk.SizeBytes), block);
        return Decode(block);
    }

    /// <summary>Writes the marker and waits until it is on the medium.</summary>
    /// <exception cref="IOException">The disk cannot be written.</exception>
    public static void Write(IDiskAccess disk, DiskMarker marker)
    {
        disk.Write(OffsetOn(disk.SizeBytes), Encode(marker));
        disk.Flush();
    }

    /// <summary>The block of a marker.</summary>
    public static byte[] Encode(DiskMarker marker)
    {
        var json = AgentJson.Write(marker, AgentJsonContext.Default.DiskMarker);
        var block = new byte[Length];
        if (json.Length > Length - HeaderLength - DigestLength) throw new ArgumentException("The marker's texts are too long.", nameof(marker));
        Magic.CopyTo(block);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(Magic.Length), json.Length);
        json.CopyTo(block.AsSpan(HeaderLength));
        SHA256.HashData(block.AsSpan(0, Length - DigestLength), block.AsSpan(Length - DigestLength));
        return block;
    }

    /// <summary>The marker of a block; null when it is none, or damaged.</summary>
    public static DiskMarker? Decode(ReadOnlySpan<byte> block)
    {
        if (block.Length != Length || !LooksLikeOne(block)) return null;
        if (!SHA256.HashData(block[..^DigestLength]).AsSpan().SequenceEqual(block[^DigestLength..])) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(block[Magic.Length..]);
        return length is < 0 or > Length - HeaderLength - DigestLength
            ? null
            : AgentJson.TryRead(block.Slice(HeaderLength, length), AgentJsonContext.Default.DiskMarker);
    }
}
