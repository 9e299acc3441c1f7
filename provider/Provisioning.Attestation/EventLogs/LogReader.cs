using System.Buffers.Binary;

namespace Provisioning.Attestation.EventLogs;

/// <summary>Reads the little-endian form of event logs and PE images. Total, like its big-endian brother: asked once at the end.</summary>
internal ref struct LogReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    public bool Failed { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public int Offset { get; private set; }

    public readonly ReadOnlySpan<byte> Rest => _data[Offset..];

    public ushort UInt16() => Take(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    public ulong UInt64() => Take(8) is { Length: 8 } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    /// <summary>The next bytes, or none when there are not as many.</summary>
    public ReadOnlySpan<byte> Take(uint count)
    {
        if (Failed || count > (uint)(_data.Length - Offset))
        {
            Failed = true;
            return [];
        }

        var taken = _data.Slice(Offset, (int)count);
        Offset += (int)count;
        return taken;
    }
}
