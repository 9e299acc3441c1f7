namespace Provisioning.Agent.Imaging;

/// <summary>What each block of the image behind its head must be when it is read back: zero, or bytes of a checksum. Several threads note blocks.</summary>
internal sealed class WrittenBlocks
{
    private readonly Lock _gate = new();
    private readonly List<ulong?> _checksums = [];

    /// <summary>Notes a block.</summary>
    /// <param name="block">Its number, counted in blocks from the start of the disk.</param>
    /// <param name="checksum">Its checksum; null when all of it is zero.</param>
    public void Note(long block, ulong? checksum)
    {
        lock (_gate)
        {
            while (_checksums.Count <= block) _checksums.Add(null);
            _checksums[(int)block] = checksum;
        }
    }

    /// <summary>Whether all of the block is to be zero.</summary>
    public bool IsZero(long block)
    {
        lock (_gate) return _checksums[(int)block] is null;
    }

    /// <summary>Whether the bytes are what the block is to hold.</summary>
    public bool Holds(long block, ReadOnlySpan<byte> bytes)
    {
        ulong? expected;
        lock (_gate) expected = _checksums[(int)block];
        return expected is { } checksum ? BlockChecksum.Of(bytes) == checksum : bytes.IndexOfAnyExcept((byte)0) < 0;
    }
}
