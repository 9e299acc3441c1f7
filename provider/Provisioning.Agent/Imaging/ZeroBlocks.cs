namespace Provisioning.Agent.Imaging;

/// <summary>Which blocks of the image are all zero and were therefore not written to a blank disk. One bit a block.</summary>
internal sealed class ZeroBlocks
{
    private readonly List<ulong> _bits = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Notes a block.</summary>
    public void Add(long block)
    {
        var word = (int)(block / 64);
        while (_bits.Count <= word) _bits.Add(0);
        _bits[word] |= 1UL << (int)(block % 64);
        Count++;
    }

    /// <summary>Whether the block was noted.</summary>
    public bool Contains(long block) => block / 64 < _bits.Count && (_bits[(int)(block / 64)] & (1UL << (int)(block % 64))) != 0;
}
