using System.Buffers;
using System.Buffers.Binary;

namespace Provisioning.Agent.Tpm;

/// <summary>Writes the TPM's big-endian wire form.</summary>
internal sealed class TpmBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public TpmBuffer Byte(byte value)
    {
        _bytes.Write([value]);
        return this;
    }

    public TpmBuffer UInt16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public TpmBuffer UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public TpmBuffer Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>A TPM2B: two bytes of length and the bytes.</summary>
    public TpmBuffer Sized(ReadOnlySpan<byte> bytes) => UInt16((ushort)bytes.Length).Raw(bytes);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
