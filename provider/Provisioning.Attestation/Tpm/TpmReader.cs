using System.Buffers.Binary;

namespace Provisioning.Attestation.Tpm;

/// <summary>
/// Reads the TPM's big-endian wire form. Total: reading past the end gives zeros and sets <see cref="Failed"/> for good, so that a
/// parser reads straight on and asks once at its end.
/// </summary>
internal ref struct TpmReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    /// <summary>Whether something was read that was not there.</summary>
    public bool Failed { get; private set; }

    /// <summary>Whether everything was read, and nothing beyond.</summary>
    public readonly bool IsComplete => !Failed && _rest.IsEmpty;

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ushort UInt16() => Take(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    public ulong UInt64() => Take(8) is { Length: 8 } bytes ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;

    public TpmAlgorithm Algorithm() => (TpmAlgorithm)UInt16();

    /// <summary>A TPM2B: two bytes of length and as many bytes.</summary>
    public byte[] Sized() => Take(UInt16()).ToArray();

    /// <summary>The next bytes, or none when there are not as many.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (Failed || count > _rest.Length)
        {
            Failed = true;
            return [];
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
