using System.Collections.Concurrent;
using System.Security.Cryptography;
using Provisioning.Agent.Disks;
using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Imaging;

/// <summary>
/// Reads what was written back from the medium: one thread reads and compares each block with what was written, another hashes where the
/// digest of the raw bytes is not known yet.
/// </summary>
internal sealed class ReadBack(IDiskAccess disk, RawImage image, Action<long> moved)
{
    private const int Buffers = 3;
    private readonly BlockingCollection<AlignedBuffer> _free = [];
    private readonly BlockingCollection<(AlignedBuffer Buffer, int Length)> _full = [];

    /// <summary>
    /// Compares everything behind the head. A block that is to be zero, was perhaps left unwritten for it, and is not, is written now.
    /// </summary>
    /// <param name="hashRaw">Whether to hash.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public async Task<ReadBackFinding> RunAsync(bool hashRaw, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buffers = Enumerable.Range(0, Buffers).Select(_ => new AlignedBuffer(BlockPipeline.BufferBytes)).ToList();
        try
        {
            foreach (var buffer in buffers) _free.Add(buffer, cancellationToken);
            var token = stop.Token;
            var reader = OwnThread.RunAsync(() => Compare(token), token);
            var hasher = OwnThread.RunAsync(() => Hash(hashRaw, token), token);
            await OwnThread.AllAsync([reader, hasher], stop.Cancel, cancellationToken);
            return new ReadBackFinding(await reader, await hasher);
        }
        finally
        {
            foreach (var buffer in buffers) buffer.Dispose();
            _free.Dispose();
            _full.Dispose();
        }
    }

    private long? Compare(CancellationToken cancellationToken)
    {
        long? different = null;
        for (long at = image.Head.Length; at < image.Length && different is null;)
        {
            var buffer = _free.Take(cancellationToken);
            var bytes = buffer.Span[..(int)Math.Min(BlockPipeline.BufferBytes, image.Length - at)];
            disk.Read(at, bytes);
            different = FirstDifference(at, bytes);
            _full.Add((buffer, bytes.Length), cancellationToken);
            at += bytes.Length;
            moved(at);
        }

        _full.CompleteAdding();
        return different;
    }

    private long? FirstDifference(long at, Span<byte> bytes)
    {
        for (var from = 0; from < bytes.Length; from += BlockPipeline.BlockBytes)
        {
            var block = bytes.Slice(from, Math.Min(BlockPipeline.BlockBytes, bytes.Length - from));
            var number = (at + from) / BlockPipeline.BlockBytes;
            if (image.Blocks.Holds(number, block)) continue;
            if (!image.Blocks.IsZero(number)) return at + from;
            block.Clear();
            disk.Write(at + from, block);
            disk.Flush();
            disk.DropCaches();
            disk.Read(at + from, block);
            if (!image.Blocks.Holds(number, block)) return at + from;
        }

        return null;
    }

    private string? Hash(bool hashRaw, CancellationToken cancellationToken)
    {
        using var hash = hashRaw ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        hash?.AppendData(image.Head);
        foreach (var (buffer, length) in _full.GetConsumingEnumerable(cancellationToken))
        {
            hash?.AppendData(buffer.Span[..length]);
            _free.Add(buffer, cancellationToken);
        }

        return hash is null ? null : Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
