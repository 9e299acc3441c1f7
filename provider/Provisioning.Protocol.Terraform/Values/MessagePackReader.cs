using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Values;

/// <summary>Reads MessagePack (the format's specification, section "Formats") from memory, as much of it as Terraform's values use.</summary>
internal ref struct MessagePackReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly bool AtEnd => _at == _bytes.Length;

    private readonly int Remaining => _bytes.Length - _at;

    /// <summary>Takes a nil if one comes next.</summary>
    public bool TryReadNil() => TryTake(0xc0);

    /// <summary>Takes an extension if one comes next: every one of them stands for an unknown value, perhaps with what is known about it.</summary>
    public bool TryReadUnknown()
    {
        var length = Peek() switch
        {
            >= 0xd4 and <= 0xd8 and var fixedSize => (Header: 1, Size: 1 << (fixedSize - 0xd4)),
            0xc7 => (Header: 2, Size: PeekByte(1)),
            0xc8 => (Header: 3, Size: PeekUInt16(1)),
            0xc9 => (Header: 5, Size: Bounded(PeekUInt32(1))),
            _ => (Header: 0, Size: 0),
        };
        if (length.Header == 0) return false;
        Take(length.Header);
        Take(1);
        Take(length.Size);
        return true;
    }

    public bool ReadFlag() => Take(1)[0] switch
    {
        0xc3 => true,
        0xc2 => false,
        _ => throw new WireFormatException("A flag was expected."),
    };

    public string ReadText()
    {
        var head = Take(1)[0];
        var length = head switch
        {
            >= 0xa0 and <= 0xbf => head & 0x1f,
            0xd9 => Take(1)[0],
            0xda => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdb => Bounded(BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            _ => throw new WireFormatException("A text was expected."),
        };
        var content = Take(length);
        return Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : throw new WireFormatException("A text is not valid UTF-8.");
    }

    /// <summary>A number in any of its forms: integer, binary floating point (taken exactly), or decimal text.</summary>
    public ExactNumber ReadNumber()
    {
        switch (Peek())
        {
            case <= 0x7f or >= 0xe0:
                return ExactNumber.Of((sbyte)Take(1)[0]);
            case 0xca:
                Take(1);
                return Exact(BinaryPrimitives.ReadSingleBigEndian(Take(4)));
            case 0xcb:
                Take(1);
                return Exact(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
            case >= 0xcc and <= 0xd3:
                return ReadWhole();
            default:
                return ExactNumber.TryParse(ReadText(), out var number) ? number : throw new WireFormatException("A text is not a number.");
        }
    }

    public int ReadArrayHeader()
    {
        var head = Take(1)[0];
        return Promised(head switch
        {
            >= 0x90 and <= 0x9f => head & 0x0f,
            0xdc => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdd => Bounded(BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            _ => throw new WireFormatException("A list was expected."),
        });
    }

    public int ReadMapHeader()
    {
        var head = Take(1)[0];
        return Promised(head switch
        {
            >= 0x80 and <= 0x8f => head & 0x0f,
            0xde => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdf => Bounded(BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            _ => throw new WireFormatException("An object or map was expected."),
        });
    }

    private ExactNumber ReadWhole() => Take(1)[0] switch
    {
        0xcc => ExactNumber.Of(Take(1)[0]),
        0xcd => ExactNumber.Of(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
        0xce => ExactNumber.Of(BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
        0xcf => ExactNumber.Of(BinaryPrimitives.ReadUInt64BigEndian(Take(8))),
        0xd0 => ExactNumber.Of((sbyte)Take(1)[0]),
        0xd1 => ExactNumber.Of(BinaryPrimitives.ReadInt16BigEndian(Take(2))),
        0xd2 => ExactNumber.Of(BinaryPrimitives.ReadInt32BigEndian(Take(4))),
        _ => ExactNumber.Of(BinaryPrimitives.ReadInt64BigEndian(Take(8))),
    };

    // Core uses binary64 only for numbers that it holds exactly, so the shortest text that would round to it is not enough.
    private static ExactNumber Exact(double number)
    {
        if (!double.IsFinite(number)) throw new WireFormatException("A number is not finite.");
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var mantissa = (System.Numerics.BigInteger)(bits & 0xfffffffffffffL);
        if (exponent == 0) exponent = 1;
        else mantissa |= 1L << 52;
        if (bits < 0) mantissa = -mantissa;
        exponent -= 1075;
        if (exponent >= 0) return ExactNumber.Of(mantissa << exponent);
        var unscaled = mantissa * System.Numerics.BigInteger.Pow(5, -exponent);
        return ExactNumber.TryParse(string.Create(CultureInfo.InvariantCulture, $"{unscaled}e{exponent}"), out var exact)
            ? exact
            : throw new WireFormatException("A number cannot be read.");
    }

    private readonly byte Peek() => (byte)PeekByte(0);

    private readonly int PeekByte(int offset) =>
        offset < Remaining ? _bytes[_at + offset] : throw new WireFormatException("The value ends too early.");

    private readonly int PeekUInt16(int offset) =>
        offset + 2 <= Remaining ? BinaryPrimitives.ReadUInt16BigEndian(_bytes[(_at + offset)..]) : throw new WireFormatException("The value ends too early.");

    private readonly uint PeekUInt32(int offset) =>
        offset + 4 <= Remaining ? BinaryPrimitives.ReadUInt32BigEndian(_bytes[(_at + offset)..]) : throw new WireFormatException("The value ends too early.");

    private bool TryTake(byte wanted)
    {
        if (Peek() != wanted) return false;
        _at++;
        return true;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining) throw new WireFormatException("The value ends too early.");
        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private readonly int Bounded(uint length) =>
        length <= Remaining ? (int)length : throw new WireFormatException("A length is larger than the message.");

    // Each item takes a byte at least, so a larger promise is a lie; believing it would reserve memory for it.
    private readonly int Promised(int count) => count <= Remaining ? count : throw new WireFormatException("A count is larger than the message.");
}
