using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Values;

/// <summary>Writes MessagePack in the shortest forms, as much of it as Terraform's values use.</summary>
internal sealed class MessagePackWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void WriteNil() => Put(0xc0);

    /// <summary>The unknown value without anything known about it: extension type 0 with one zero byte, as core writes it.</summary>
    public void WriteUnknown() => _bytes.Write((ReadOnlySpan<byte>)[0xd4, 0x00, 0x00]);

    public void WriteFlag(bool flag) => Put(flag ? (byte)0xc3 : (byte)0xc2);

    public void WriteText(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (length < 32) Put((byte)(0xa0 | length));
        else if (length <= byte.MaxValue) _bytes.Write((ReadOnlySpan<byte>)[0xd9, (byte)length]);
        else PutLength(0xda, 0xdb, length);
        var space = _bytes.GetSpan(length);
        _bytes.Advance(Encoding.UTF8.GetBytes(text, space));
    }

    /// <summary>
    /// As decimal text: no digit is lost, and core reads it with the very precision with which it reads its state file. Of a number sent as
    /// binary integer core keeps 64 bits of precision and takes it for changed: <c>plan -refresh-only -detailed-exitcode</c> would end with 2.
    /// </summary>
    public void WriteNumber(ExactNumber number) => WriteText(number.ToString());

    public void WriteArrayHeader(int count)
    {
        if (count < 16) Put((byte)(0x90 | count));
        else PutLength(0xdc, 0xdd, count);
    }

    public void WriteMapHeader(int count)
    {
        if (count < 16) Put((byte)(0x80 | count));
        else PutLength(0xde, 0xdf, count);
    }

    private void Put(byte one)
    {
        _bytes.GetSpan(1)[0] = one;
        _bytes.Advance(1);
    }

    private void PutLength(byte shortHead, byte longHead, int length)
    {
        var space = _bytes.GetSpan(5);
        if (length <= ushort.MaxValue)
        {
            space[0] = shortHead;
            BinaryPrimitives.WriteUInt16BigEndian(space[1..], (ushort)length);
            _bytes.Advance(3);
            return;
        }

        space[0] = longHead;
        BinaryPrimitives.WriteUInt32BigEndian(space[1..], (uint)length);
        _bytes.Advance(5);
    }
}
