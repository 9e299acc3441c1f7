using System.Buffers.Binary;
using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Identities;

/// <summary>
/// A FAT12, FAT16 or FAT32 volume on a disk, opened to replace small files in its root directory. Changes are made in memory, file
/// contents apart, and reach the tables with <see cref="Save"/>.
/// </summary>
internal sealed class FatVolume
{
    private readonly IDiskAccess _disk;
    private readonly long _offset;
    private readonly FatLayout _layout;
    private readonly FatTable _table;
    private List<int> _rootChain;
    private FatDirectory _root;

    private FatVolume(IDiskAccess disk, long offset, FatLayout layout, FatTable table, List<int> rootChain, FatDirectory root)
    {
        _disk = disk;
        _offset = offset;
        _layout = layout;
        _table = table;
        _rootChain = rootChain;
        _root = root;
    }

    /// <summary>The label, as the root directory says or else the boot sector.</summary>
    public string Label => _root.Label() ?? _layout.Label;

    /// <summary>Opens the volume; null when it is not FAT or its tables are broken.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static FatVolume? Open(IDiskAccess disk, long offset, long length)
    {
        if (length < 4096 || offset + length > disk.SizeBytes) return null;
        var boot = new byte[512];
        disk.Read(offset, boot);
        if (FatLayout.Read(boot, length) is not { } layout) return null;
        var fat = new byte[layout.FatBytes];
        disk.Read(offset + layout.FatOffset, fat);
        var table = new FatTable(fat, layout.Bits, layout.ClusterCount);
        if (layout.Bits != 32)
        {
            var fixedRoot = new byte[layout.RootBytes];
            disk.Read(offset + layout.RootOffset, fixedRoot);
            return new FatVolume(disk, offset, layout, table, [], new FatDirectory(fixedRoot));
        }

        if (table.Chain(layout.RootCluster) is not { Count: > 0 and < 1024 } chain) return null;
        var root = new byte[chain.Count * layout.ClusterBytes];
        for (var index = 0; index < chain.Count; index++)
        {
            disk.Read(offset + layout.ClusterOffset(chain[index]), root.AsSpan(index * layout.ClusterBytes, layout.ClusterBytes));
        }

        return new FatVolume(disk, offset, layout, table, chain, new FatDirectory(root));
    }

    /// <summary>A file's bytes; null when there is no such file.</summary>
    /// <exception cref="IOException">The disk failed, or the file's chain is broken.</exception>
    public byte[]? Read(string name)
    {
        if (_root.Find(name) is not { } first) return null;
        var content = new byte[_root.LengthOf(name) ?? 0];
        if (first == 0) return content;
        var chain = _table.Chain(first) ?? throw new IOException($"The chain of {name} is broken.");
        var cluster = new byte[_layout.ClusterBytes];
        for (var index = 0; index < chain.Count && index * _layout.ClusterBytes < content.Length; index++)
        {
            _disk.Read(_offset + _layout.ClusterOffset(chain[index]), cluster);
            var rest = content.AsSpan(index * _layout.ClusterBytes);
            cluster.AsSpan(0, Math.Min(cluster.Length, rest.Length)).CopyTo(rest);
        }

        return content;
    }

    /// <summary>Removes a file if it is there.</summary>
    public void Delete(string name)
    {
        if (_root.Find(name) is not { } first) return;
        if (first != 0 && _table.Chain(first) is { } chain) _table.Free(chain);
        _root.Remove(name);
    }

    /// <summary>Writes a file, replacing one of that name; false when the volume is full.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public bool TryWrite(string name, ReadOnlySpan<byte> content, DateTimeOffset time)
    {
        Delete(name);
        var count = (content.Length + _layout.ClusterBytes - 1) / _layout.ClusterBytes;
        if (_table.Take(count) is not { } clusters) return false;
        var cluster = new byte[_layout.ClusterBytes];
        for (var index = 0; index < count; index++)
        {
            var piece = content[(index * _layout.ClusterBytes)..];
            piece = piece[..Math.Min(piece.Length, cluster.Length)];
            cluster.AsSpan().Clear();
            piece.CopyTo(cluster);
            _disk.Write(_offset + _layout.ClusterOffset(clusters[index]), cluster);
        }

        var first = count == 0 ? 0 : clusters[0];
        if (_root.TryAdd(name, first, content.Length, time)) return true;
        if (TryGrowRoot() && _root.TryAdd(name, first, content.Length, time)) return true;
        _table.Free(clusters);
        return false;
    }

    /// <summary>Writes tables and directory, all copies, and waits until they are on the medium.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Save()
    {
        _disk.Flush();
        for (var copy = 0; copy < _layout.FatCount; copy++)
        {
            _disk.Write(_offset + _layout.FatOffset + ((long)copy * _layout.FatBytes), _table.Bytes);
        }

        if (_layout.Bits != 32)
        {
            _disk.Write(_offset + _layout.RootOffset, _root.Bytes);
        }
        else
        {
            for (var index = 0; index < _rootChain.Count; index++)
            {
                var piece = _root.Bytes.Slice(index * _layout.ClusterBytes, _layout.ClusterBytes);
                _disk.Write(_offset + _layout.ClusterOffset(_rootChain[index]), piece);
            }

            SaveInfo();
        }

        _disk.Flush();
    }

    private bool TryGrowRoot()
    {
        if (_layout.Bits != 32 || _table.Take(1) is not { } added) return false;
        _table.Append(_rootChain[^1], added[0]);
        _rootChain = [.. _rootChain, added[0]];
        var larger = new byte[_root.Bytes.Length + _layout.ClusterBytes];
        _root.Bytes.CopyTo(larger);
        _root = new FatDirectory(larger);
        return true;
    }

    private void SaveInfo()
    {
        if (_layout.InfoOffset == 0) return;
        var info = new byte[_layout.SectorBytes];
        _disk.Read(_offset + _layout.InfoOffset, info);
        if (BinaryPrimitives.ReadUInt32LittleEndian(info) != 0x41615252) return;
        BinaryPrimitives.WriteInt32LittleEndian(info.AsSpan(488), _table.CountFree());
        BinaryPrimitives.WriteUInt32LittleEndian(info.AsSpan(492), uint.MaxValue);
        _disk.Write(_offset + _layout.InfoOffset, info);
    }
}
