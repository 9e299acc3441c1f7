using System.Buffers.Binary;
using System.Text;

namespace Provisioning.Agent.Identities;

/// <summary>Where things are on a FAT volume, in bytes from its start (FAT specification 1.03, section 3).</summary>
internal sealed record FatLayout
{
    /// <summary>12, 16 or 32.</summary>
    public required int Bits { get; init; }

    /// <summary>Bytes of a sector.</summary>
    public required int SectorBytes { get; init; }

    /// <summary>Bytes of a cluster.</summary>
    public required int ClusterBytes { get; init; }

    /// <summary>Where the first FAT begins.</summary>
    public required long FatOffset { get; init; }

    /// <summary>Bytes of one FAT.</summary>
    public required int FatBytes { get; init; }

    /// <summary>How many FATs follow each other.</summary>
    public required int FatCount { get; init; }

    /// <summary>Where the fixed root directory begins (FAT12, FAT16).</summary>
    public required long RootOffset { get; init; }

    /// <summary>Bytes of the fixed root directory; 0 with FAT32.</summary>
    public required int RootBytes { get; init; }

    /// <summary>The root directory's first cluster; 0 with FAT12 and FAT16.</summary>
    public required int RootCluster { get; init; }

    /// <summary>Where cluster 2 begins.</summary>
    public required long DataOffset { get; init; }

    /// <summary>The number of clusters.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>Where the sector of free-cluster hints is; 0 when there is none.</summary>
    public required long InfoOffset { get; init; }

    /// <summary>The label in the boot sector, trimmed.</summary>
    public required string Label { get; init; }

    /// <summary>The largest FAT that is read into memory, in bytes; identity partitions are small.</summary>
    private const int MaximumFatBytes = 32 * 1024 * 1024;

    /// <summary>Where a cluster begins.</summary>
    public long ClusterOffset(int cluster) => DataOffset + ((cluster - 2L) * ClusterBytes);

    /// <summary>Reads a boot sector; null when it is not one of FAT, or of a size that no identity partition has.</summary>
    /// <param name="boot">The first 512 bytes.</param>
    /// <param name="volumeBytes">The partition's length.</param>
    public static FatLayout? Read(ReadOnlySpan<byte> boot, long volumeBytes)
    {
        if (boot.Length < 512 || boot[510] != 0x55 || boot[511] != 0xAA) return null;
        int sector = BinaryPrimitives.ReadUInt16LittleEndian(boot[11..]);
        int perCluster = boot[13];
        int reserved = BinaryPrimitives.ReadUInt16LittleEndian(boot[14..]);
        int fats = boot[16];
        int rootEntries = BinaryPrimitives.ReadUInt16LittleEndian(boot[17..]);
        long sectors = BinaryPrimitives.ReadUInt16LittleEndian(boot[19..]);
        if (sectors == 0) sectors = BinaryPrimitives.ReadUInt32LittleEndian(boot[32..]);
        long fatSectors = BinaryPrimitives.ReadUInt16LittleEndian(boot[22..]);
        var large = fatSectors == 0;
        if (large) fatSectors = BinaryPrimitives.ReadUInt32LittleEndian(boot[36..]);
        if (sector is not (512 or 1024 or 2048 or 4096) || !IsPowerOfTwo(perCluster) || reserved == 0 || fats is 0 or > 4) return null;
        if (fatSectors == 0 || fatSectors * sector > MaximumFatBytes || sectors * sector > volumeBytes) return null;

        var rootSectors = ((rootEntries * 32) + sector - 1) / sector;
        var dataSector = reserved + (fats * fatSectors) + rootSectors;
        var clusters = (sectors - dataSector) / perCluster;
        if (clusters is < 1 or > 0x0FFFFFF5) return null;
        var bits = clusters < 4085 ? 12 : clusters < 65525 ? 16 : 32;
        if ((bits == 32) != large || (clusters + 2) * bits > fatSectors * sector * 8) return null;
        return new FatLayout
        {
            Bits = bits,
            SectorBytes = sector,
            ClusterBytes = perCluster * sector,
            FatOffset = (long)reserved * sector,
            FatBytes = (int)(fatSectors * sector),
            FatCount = fats,
            RootOffset = (reserved + (fats * fatSectors)) * sector,
            RootBytes = rootEntries * 32,
            RootCluster = large ? BinaryPrimitives.ReadInt32LittleEndian(boot[44..]) : 0,
            DataOffset = dataSector * sector,
            ClusterCount = (int)clusters,
            InfoOffset = large ? (long)BinaryPrimitives.ReadUInt16LittleEndian(boot[48..]) * sector : 0,
            Label = Encoding.ASCII.GetString(boot.Slice(large ? 71 : 43, 11)).TrimEnd(' ', '\0'),
        };
    }

    private static bool IsPowerOfTwo(int value) => value > 0 && (value & (value - 1)) == 0;
}
