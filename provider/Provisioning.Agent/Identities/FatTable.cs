using System.Buffers.Binary;

namespace Provisioning.Agent.Identities;

/// <summary>One FAT in memory: which cluster follows which.</summary>
internal sealed class FatTable(byte[] bytes, int bits, int clusterCount)
{
    private readonly int _end = bits switch { 12 => 0xFF8, 16 => 0xFFF8, _ => 0x0FFFFFF8 };
    private readonly int _bad = bits switch { 12 => 0xFF7, 16 => 0xFFF7, _ => 0x0FFFFFF7 };

    /// <summary>The bytes as they go to the disk.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The clusters of a chain in order; null when the chain is broken.</summary>
    public List<int>? Chain(int first)
    {
        var chain = new List<int>();
        for (var cluster = first; cluster < _end; cluster = this[cluster])
        {
            if (cluster < 2 || cluster >= clusterCount + 2 || cluster == _bad || chain.Count > clusterCount) return null;
            chain.Add(cluster);
        }

        return chain;
    }

    /// <summary>How many clusters are free.</summary>
    public int CountFree()
    {
        var free = 0;
        for (var cluster = 2; cluster < clusterCount + 2; cluster++) free += this[cluster] == 0 ? 1 : 0;
        return free;
    }

    /// <summary>Takes free clusters and chains them; null, and nothing taken, when there are not enough.</summary>
    public List<int>? Take(int count)
    {
        var taken = new List<int>(count);
        for (var cluster = 2; cluster < clusterCount + 2 && taken.Count < count; cluster++)
        {
            if (this[cluster] == 0) taken.Add(cluster);
        }

        if (taken.Count < count) return null;
        for (var index = 0; index < count; index++) this[taken[index]] = index + 1 < count ? taken[index + 1] : _end | 7;
        return taken;
    }

    /// <summary>Makes one chain follow another's last cluster.</summary>
    public void Append(int last, int first) => this[last] = first;

    /// <summary>Gives clusters back.</summary>
    public void Free(IEnumerable<int> clusters)
    {
        foreach (var cluster in clusters) this[cluster] = 0;
    }

    private int this[int cluster]
    {
        get
        {
            switch (bits)
            {
                case 12:
                    var pair = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(cluster + (cluster / 2)));
                    return (cluster & 1) == 0 ? pair & 0xFFF : pair >> 4;
                case 16:
                    return BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(cluster * 2));
                default:
                    return BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(cluster * 4)) & 0x0FFFFFFF;
            }
        }

        set
        {
            switch (bits)
            {
                case 12:
                    var two = bytes.AsSpan(cluster + (cluster / 2));
                    int pair = BinaryPrimitives.ReadUInt16LittleEndian(two);
                    pair = (cluster & 1) == 0 ? (pair & 0xF000) | value : (pair & 0x000F) | (value << 4);
                    BinaryPrimitives.WriteUInt16LittleEndian(two, (ushort)pair);
                    break;
                case 16:
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(cluster * 2), (ushort)value);
                    break;
                default:
                    // The top four bits are not the entry's.
                    var entry = bytes.AsSpan(cluster * 4);
                    var kept = BinaryPrimitives.ReadUInt32LittleEndian(entry) & 0xF0000000;
                    BinaryPrimitives.WriteUInt32LittleEndian(entry, kept | (uint)value);
                    break;
            }
        }
    }
}
