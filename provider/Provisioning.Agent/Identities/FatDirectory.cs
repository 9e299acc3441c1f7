using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Provisioning.Agent.Identities;

/// <summary>The root directory in memory: 32-byte entries, long names before the short one they belong to (FAT specification 1.03, sections 6 and 7).</summary>
internal sealed class FatDirectory(byte[] bytes)
{
    private const int EntryBytes = 32;
    private const int LongNameCharacters = 13;
    private const byte Deleted = 0xE5;
    private const byte LongName = 0x0F;
    private const byte VolumeLabel = 0x08;
    private const byte Archive = 0x20;
    private static readonly int[] CharacterOffsets = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30];

    /// <summary>The bytes as they go to the disk.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The volume's label; null when the directory has none.</summary>
    public string? Label() => Entries()
        .Where(entry => entry.Attributes == VolumeLabel)
        .Select(entry => Encoding.ASCII.GetString(bytes, entry.At, 11).TrimEnd(' '))
        .FirstOrDefault();

    /// <summary>The first cluster of a file, 0 when it is empty; null when there is no such file.</summary>
    public int? Find(string name) => Lookup(name) is { } entry ? FirstCluster(entry.At) : null;

    /// <summary>A file's length in bytes; null when there is no such file.</summary>
    public int? LengthOf(string name) =>
        Lookup(name) is { } entry ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(entry.At + 28)) : null;

    /// <summary>Removes a file's entries.</summary>
    public void Remove(string name)
    {
        if (Lookup(name) is not { } entry) return;
        for (var at = entry.From; at <= entry.At; at += EntryBytes) bytes[at] = Deleted;
    }

    /// <summary>Adds a file; false when there is no room.</summary>
    public bool TryAdd(string name, int firstCluster, int length, DateTimeOffset time)
    {
        var pieces = (name.Length + LongNameCharacters - 1) / LongNameCharacters;
        if (FindRoom(pieces + 1) is not { } from) return false;
        var shortName = MakeShortName(name);
        var sum = Checksum(shortName);
        for (var piece = 0; piece < pieces; piece++)
        {
            var ordinal = pieces - piece;
            WriteLongEntry(bytes.AsSpan(from + (piece * EntryBytes), EntryBytes), name, ordinal, ordinal == pieces, sum);
        }

        var entry = bytes.AsSpan(from + (pieces * EntryBytes), EntryBytes);
        entry.Clear();
        shortName.CopyTo(entry);
        entry[11] = Archive;
        var (date, clock) = DosTime(time);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[14..], clock);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[16..], date);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[18..], date);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[20..], (ushort)(firstCluster >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(entry[22..], clock);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[24..], date);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[26..], (ushort)firstCluster);
        BinaryPrimitives.WriteInt32LittleEndian(entry[28..], length);
        return true;
    }

    private static (ushort Date, ushort Clock) DosTime(DateTimeOffset time)
    {
        var year = Math.Clamp(time.Year - 1980, 0, 127);
        return ((ushort)((year << 9) | (time.Month << 5) | time.Day), (ushort)((time.Hour << 11) | (time.Minute << 5) | (time.Second / 2)));
    }

    private static byte Checksum(ReadOnlySpan<byte> shortName)
    {
        byte sum = 0;
        foreach (var one in shortName) sum = (byte)(((sum & 1) << 7) + (sum >> 1) + one);
        return sum;
    }

    private static void WriteLongEntry(Span<byte> entry, string name, int ordinal, bool last, byte checksum)
    {
        entry.Clear();
        entry[0] = (byte)(ordinal | (last ? 0x40 : 0));
        entry[11] = LongName;
        entry[13] = checksum;
        for (var index = 0; index < LongNameCharacters; index++)
        {
            var position = ((ordinal - 1) * LongNameCharacters) + index;
            var character = position < name.Length ? name[position] : position == name.Length ? '\0' : '\uFFFF';
            BinaryPrimitives.WriteUInt16LittleEndian(entry[CharacterOffsets[index]..], character);
        }
    }

    // BASIS~1.EXT: every file gets a long name, so the short one only has to be valid and alone.
    private byte[] MakeShortName(string name)
    {
        var dot = name.LastIndexOf('.');
        var basis = Plain(dot < 0 ? name : name[..dot]);
        var extension = Plain(dot < 0 ? "" : name[(dot + 1)..]);
        var taken = Entries().Select(entry => Encoding.ASCII.GetString(bytes, entry.At, 11)).ToHashSet(StringComparer.Ordinal);
        for (var number = 1; ; number++)
        {
            var tail = string.Create(CultureInfo.InvariantCulture, $"~{number}");
            var head = basis.Length + tail.Length <= 8 ? basis : basis[..(8 - tail.Length)];
            var text = (head + tail).PadRight(8) + (extension.Length > 3 ? extension[..3] : extension).PadRight(3);
            if (!taken.Contains(text)) return Encoding.ASCII.GetBytes(text);
        }
    }

    private static string Plain(string text) =>
        string.Concat(text.ToUpperInvariant().Where(one => one is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_'));

    private int FirstCluster(int at) =>
        (BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 20)) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 26));

    private Entry? Lookup(string name) => Entries()
        .Where(entry => (entry.Attributes & (VolumeLabel | 0x10)) == 0)
        .FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));

    private int? FindRoom(int count)
    {
        var run = 0;
        for (var at = 0; at < bytes.Length; at += EntryBytes)
        {
            run = bytes[at] is 0 or Deleted ? run + 1 : 0;
            if (run == count) return at - ((count - 1) * EntryBytes);
        }

        return null;
    }

    private IEnumerable<Entry> Entries()
    {
        var from = -1;
        var longName = "";
        for (var at = 0; at < bytes.Length && bytes[at] != 0; at += EntryBytes)
        {
            if (bytes[at] == Deleted)
            {
                from = -1;
                longName = "";
            }
            else if ((bytes[at + 11] & 0x3F) == LongName)
            {
                if ((bytes[at] & 0x40) != 0) (from, longName) = (at, "");
                longName = LongPiece(at) + longName;
            }
            else
            {
                yield return new Entry(from < 0 ? at : from, at, bytes[at + 11], longName.Length > 0 ? longName : ShortText(at));
                from = -1;
                longName = "";
            }
        }
    }

    private string LongPiece(int at)
    {
        var text = new StringBuilder(LongNameCharacters);
        foreach (var offset in CharacterOffsets)
        {
            var character = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + offset));
            if (character is '\0' or '\uFFFF') break;
            text.Append(character);
        }

        return text.ToString();
    }

    private string ShortText(int at)
    {
        var basis = Encoding.ASCII.GetString(bytes, at, 8).TrimEnd(' ');
        var extension = Encoding.ASCII.GetString(bytes, at + 8, 3).TrimEnd(' ');
        return extension.Length == 0 ? basis : $"{basis}.{extension}";
    }

    private sealed record Entry(int From, int At, byte Attributes, string Name);
}
