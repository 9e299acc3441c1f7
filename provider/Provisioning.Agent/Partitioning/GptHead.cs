using System.Buffers.Binary;
using System.Text;

namespace Provisioning.Agent.Partitioning;

/// <summary>
/// The primary GUID partition table in a disk's first MiB (UEFI 2.10, section 5.3): finding it, listing its partitions, and fitting it
/// to a disk that is larger than the image it came with.
/// </summary>
internal sealed class GptHead
{
    private const int HeaderBytes = 92;
    private const int HeaderCrcOffset = 16;
    private const int MyLbaOffset = 24;
    private const int AlternateLbaOffset = 32;
    private const int FirstUsableOffset = 40;
    private const int LastUsableOffset = 48;
    private const int EntriesLbaOffset = 72;
    private const int EntryCountOffset = 80;
    private const int EntryBytesOffset = 84;
    private const int EntriesCrcOffset = 88;
    private readonly byte[] _head;

    private GptHead(byte[] head, int blockBytes)
    {
        _head = head;
        BlockBytes = blockBytes;
    }

    /// <summary>The block size that the table was made for.</summary>
    public int BlockBytes { get; }

    private Span<byte> Header => _head.AsSpan(BlockBytes, HeaderSize(_head.AsSpan(BlockBytes)));

    private int EntryBytes => BinaryPrimitives.ReadInt32LittleEndian(Header[EntryBytesOffset..]);

    private int EntryCount => BinaryPrimitives.ReadInt32LittleEndian(Header[EntryCountOffset..]);

    private Span<byte> Entries => _head.AsSpan((int)(ReadLba(EntriesLbaOffset) * BlockBytes), EntryCount * EntryBytes);

    private static ReadOnlySpan<byte> Signature => "EFI PART"u8;

    /// <summary>The table in the bytes, for 512- or 4096-byte blocks; null when there is none that is whole.</summary>
    /// <param name="head">The disk's first bytes; kept, and changed by <see cref="FitTo"/>.</param>
    public static GptHead? Find(byte[] head)
    {
        foreach (var blockBytes in (ReadOnlySpan<int>)[512, 4096])
        {
            if (head.Length >= blockBytes + HeaderBytes && IsWhole(head, blockBytes)) return new GptHead(head, blockBytes);
        }

        return null;
    }

    /// <summary>The partitions.</summary>
    public IReadOnlyList<GptPartition> Partitions()
    {
        var partitions = new List<GptPartition>();
        for (var index = 0; index < EntryCount; index++)
        {
            var entry = Entries.Slice(index * EntryBytes, EntryBytes);
            if (entry[..16].IndexOfAnyExcept((byte)0) < 0) continue;
            var first = BinaryPrimitives.ReadInt64LittleEndian(entry[32..]);
            var last = BinaryPrimitives.ReadInt64LittleEndian(entry[40..]);
            if (first <= 0 || last < first || last > long.MaxValue / BlockBytes) continue;
            var name = Encoding.Unicode.GetString(entry[56..128]).TrimEnd('\0');
            partitions.Add(new GptPartition(index + 1, name, first * BlockBytes, (last - first + 1) * BlockBytes));
        }

        return partitions;
    }

    /// <summary>
    /// Makes the table know the disk's true end: the primary header in the head is changed, the bytes of the backup are returned.
    /// Null, and nothing changed, when the backup would not fit behind the room.
    /// </summary>
    /// <param name="diskBytes">The disk's size.</param>
    /// <param name="usableEnd">Where the room for partitions ends, in bytes; what follows is the marker's and the backup's.</param>
    /// <returns>Where the backup goes, and its bytes: entries, then header.</returns>
    public (long Offset, byte[] Bytes)? FitTo(long diskBytes, long usableEnd)
    {
        var lastLba = (diskBytes / BlockBytes) - 1;
        var entryBlocks = (Entries.Length + BlockBytes - 1) / BlockBytes;
        var entriesLba = lastLba - entryBlocks;
        var lastUsable = (usableEnd / BlockBytes) - 1;
        if (entriesLba <= lastUsable + (4096 / BlockBytes) || Partitions().Any(one => one.Offset + one.Length > usableEnd)) return null;

        WriteLba(Header, AlternateLbaOffset, lastLba);
        WriteLba(Header, LastUsableOffset, lastUsable);
        Seal(Header);
        FitProtectiveRecord(lastLba);

        var backup = new byte[(entryBlocks + 1) * BlockBytes];
        Entries.CopyTo(backup);
        var header = backup.AsSpan(entryBlocks * BlockBytes, Header.Length);
        Header.CopyTo(header);
        WriteLba(header, MyLbaOffset, lastLba);
        WriteLba(header, AlternateLbaOffset, 1);
        WriteLba(header, EntriesLbaOffset, entriesLba);
        Seal(header);
        return (entriesLba * BlockBytes, backup);
    }

    private static bool IsWhole(byte[] head, int blockBytes)
    {
        var header = head.AsSpan(blockBytes);
        if (!header.StartsWith(Signature)) return false;
        var size = HeaderSize(header);
        if (size is < HeaderBytes || size > blockBytes || header.Length < size) return false;
        var copy = header[..size].ToArray();
        copy.AsSpan(HeaderCrcOffset, 4).Clear();
        if (Crc32.Of(copy) != BinaryPrimitives.ReadUInt32LittleEndian(header[HeaderCrcOffset..])) return false;

        var entriesLba = BinaryPrimitives.ReadInt64LittleEndian(header[EntriesLbaOffset..]);
        var count = BinaryPrimitives.ReadUInt32LittleEndian(header[EntryCountOffset..]);
        var each = BinaryPrimitives.ReadUInt32LittleEndian(header[EntryBytesOffset..]);
        if (entriesLba < 2 || entriesLba > head.Length / blockBytes || each is < 128 or > 4096 || count is 0 or > 4096) return false;
        var from = entriesLba * blockBytes;
        var length = count * each;
        return from + length <= head.Length
            && Crc32.Of(head.AsSpan((int)from, (int)length)) == BinaryPrimitives.ReadUInt32LittleEndian(header[EntriesCrcOffset..])
            && BinaryPrimitives.ReadInt64LittleEndian(header[FirstUsableOffset..]) > 0;
    }

    private static int HeaderSize(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32LittleEndian(header[12..]);

    private static void WriteLba(Span<byte> header, int offset, long lba) => BinaryPrimitives.WriteInt64LittleEndian(header[offset..], lba);

    private static void Seal(Span<byte> header)
    {
        header.Slice(HeaderCrcOffset, 4).Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header[HeaderCrcOffset..], Crc32.Of(header));
    }

    private long ReadLba(int offset) => BinaryPrimitives.ReadInt64LittleEndian(Header[offset..]);

    // The one partition of a protective MBR spans the disk; a hybrid MBR is somebody's intention and stays as it is.
    private void FitProtectiveRecord(long lastLba)
    {
        var records = _head.AsSpan(446, 64);
        if (records[4] != 0xEE || records[16..].IndexOfAnyExcept((byte)0) >= 0) return;
        BinaryPrimitives.WriteUInt32LittleEndian(records[12..], (uint)Math.Min(lastLba, uint.MaxValue));
    }
}
