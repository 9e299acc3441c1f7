using System.Buffers.Binary;

namespace Provisioning.Agent.Tpm;

/// <summary>
/// Reads what follows the header of a response. Total: reading past the end gives zeros and sets <see cref="Failed"/> for good.
/// </summary>
internal sealed class TpmAnswer(ReadOnlyMemory<byte> data)
{
    private ReadOnlyMemory<byte> _rest = data;

    /// <summary>Whether something was read that was not there.</summary>
    public bool Failed { get; private set; }

    public ReadOnlyMemory<byte> Rest => _rest;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ushort UInt16() => Take(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    /// <summary>The content of a TPM2B.</summary>
    public byte[] Sized() => Take(UInt16());

    public byte[] Take(int count)
    {
        if (Failed || count > _rest.Length)
        {
            Failed = true;
            return [];
        }

        var taken = _rest[..count].ToArray();
        _rest = _rest[count..];
        return taken;
    }
}
