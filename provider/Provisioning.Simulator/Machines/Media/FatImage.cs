using System.Buffers.Binary;
using System.Text;

namespace Provisioning.Simulator.Machines.Media;

/// <summary>Reads files of a FAT12, FAT16 or FAT32 image by path, long names included (FAT specification 1.03, sections 3, 4 and 6).</summary>
internal sealed class FatImage
{
    private const int EntryBytes = 32;
    private const int LargestFile = 1 << 20;
    private readonly ImageReader _reader;
    private readonly long _start;
    private readonly int _bits;
    private readonly int _clusterBytes;
    private readonly long _fat;
    private readonly long _root;
    private readonly int _rootBytes;
    private readonly uint _rootCluster;
    private readonly long _data;

    private FatImage(ImageReader reader, long start, ReadOnlySpan<byte> boot)
    {
        _reader = reader;
        _start = start;
        var sector = BinaryPrimitives.ReadUInt16LittleEndian(boot[11..]);
        _clusterBytes = sector * boot[13];
        _fat = (long)BinaryPrimitives.ReadUInt16LittleEndian(boot[14..]) * sector;
        uint fatSectors = BinaryPrimitives.ReadUInt16LittleEndian(boot[22..]);
        if (fatSectors == 0) fatSectors = BinaryPrimitives.ReadUInt32LittleEndian(boot[36..]);
        uint sectors = BinaryPrimitives.ReadUInt16LittleEndian(boot[19..]);
        if (sectors == 0) sectors = BinaryPrimitives.ReadUInt32LittleEndian(boot[32..]);
        _rootBytes = BinaryPrimitives.ReadUInt16LittleEndian(boot[17..]) * EntryBytes;
        _root = _fat + ((long)fatSectors * boot[16] * sector);
        _data = _root + ((_rootBytes + sector - 1) / sector * sector);
        var clusters = (((long)sectors * sector) - _data) / _clusterBytes;
        _bits = clusters < 4085 ? 12 : clusters < 65525 ? 16 : 32;
        _rootCluster = _bits == 32 ? BinaryPrimitives.ReadUInt32LittleEndian(boot[44..]) : 0;
    }

    /// <summary>Opens the image; null when there is no FAT at that place.</summary>
    /// <exception cref="HttpRequestException">The image cannot be read.</exception>
    public static async Task<FatImage?> OpenAsync(ImageReader reader, long start, CancellationToken cancellationToken)
    {
        var boot = await reader.ReadAsync(start, 512, cancellationToken);
        var sector = BinaryPrimitives.ReadUInt16LittleEndian(boot.AsSpan(11));
        return boot[510] == 0x55 && boot[511] == 0xAA && sector is 512 or 1024 or 2048 or 4096 && boot[13] != 0 && boot[16] != 0
            ? new FatImage(reader, start, boot)
            : null;
    }

    /// <summary>A file's bytes, or null when there is no such file, or it is larger than 1 MiB.</summary>
    /// <param name="path">Names from the root, without regard to case.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HttpRequestException">The image cannot be read.</exception>
    public async Task<byte[]?> ReadFileAsync(IReadOnlyList<string> path, CancellationToken cancellationToken)
    {
        var directory = _bits == 32
            ? await ChainAsync(_rootCluster, LargestFile, cancellationToken)
            : await _reader.ReadAsync(_start + _root, _rootBytes, cancellationToken);
        for (var depth = 0; ; depth++)
        {
            if (Find(directory, path[depth]) is not { } entry) return null;
            if (depth == path.Count - 1)
            {
                if (entry.IsDirectory || entry.Length > LargestFile) return null;
                var content = await ChainAsync(entry.Cluster, (int)entry.Length, cancellationToken);
                return content.Length >= entry.Length ? content[..(int)entry.Length] : null;
            }

            if (!entry.IsDirectory) return null;
            directory = await ChainAsync(entry.Cluster, LargestFile, cancellationToken);
        }
    }

    private static (uint Cluster, uint Length, bool IsDirectory)? Find(byte[] directory, string name)
    {
        const byte LongName = 0x0F;
        const byte VolumeLabel = 0x08;
        const byte Directory = 0x10;
        var longName = "";
        for (var offset = 0; offset + EntryBytes <= directory.Length; offset += EntryBytes)
        {
            var entry = directory.AsSpan(offset, EntryBytes);
            if (entry[0] == 0) return null;
            var attributes = entry[11];
            if (entry[0] == 0xE5)
            {
                longName = "";
            }
            else if (attributes == LongName)
            {
                // Pieces stand last first, so each goes before what was read.
                longName = Piece(entry) + ((entry[0] & 0x40) != 0 ? "" : longName);
            }
            else
            {
                var found = longName.Length > 0 ? longName : ShortName(entry);
                longName = "";
                if ((attributes & VolumeLabel) != 0 || !string.Equals(found, name, StringComparison.OrdinalIgnoreCase)) continue;
                var cluster = ((uint)BinaryPrimitives.ReadUInt16LittleEndian(entry[20..]) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(entry[26..]);
                return (cluster, BinaryPrimitives.ReadUInt32LittleEndian(entry[28..]), (attributes & Directory) != 0);
            }
        }

        return null;
    }

    private static string Piece(ReadOnlySpan<byte> entry)
    {
        Span<byte> letters = stackalloc byte[26];
        entry.Slice(1, 10).CopyTo(letters);
        entry.Slice(14, 12).CopyTo(letters[10..]);
        entry.Slice(28, 4).CopyTo(letters[22..]);
        var text = Encoding.Unicode.GetString(letters);
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static string ShortName(ReadOnlySpan<byte> entry)
    {
        var name = Encoding.ASCII.GetString(entry[..8]).TrimEnd();
        var extension = Encoding.ASCII.GetString(entry.Slice(8, 3)).TrimEnd();
        return extension.Length == 0 ? name : name + "." + extension;
    }

    private async Task<byte[]> ChainAsync(uint cluster, int limit, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        while (cluster >= 2 && cluster < End && content.Length < limit)
        {
            content.Write(await _reader.ReadAsync(_start + _data + ((cluster - 2L) * _clusterBytes), _clusterBytes, cancellationToken));
            cluster = await NextAsync(cluster, cancellationToken);
        }

        return content.ToArray();
    }

    private uint End => _bits switch { 12 => 0xFF7, 16 => 0xFFF7, _ => 0x0FFFFFF7 };

    private async Task<uint> NextAsync(uint cluster, CancellationToken cancellationToken)
    {
        switch (_bits)
        {
            case 12:
                var pair = await _reader.ReadAsync(_start + _fat + (cluster * 3 / 2), 2, cancellationToken);
                var value = BinaryPrimitives.ReadUInt16LittleEndian(pair);
                return cluster % 2 == 0 ? value & 0xFFFu : (uint)value >> 4;
            case 16:
                return BinaryPrimitives.ReadUInt16LittleEndian(await _reader.ReadAsync(_start + _fat + (cluster * 2L), 2, cancellationToken));
            default:
                return BinaryPrimitives.ReadUInt32LittleEndian(await _reader.ReadAsync(_start + _fat + (cluster * 4L), 4, cancellationToken)) & 0x0FFFFFFF;
        }
    }
}
