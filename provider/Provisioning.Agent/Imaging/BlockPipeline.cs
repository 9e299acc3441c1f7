using System.Collections.Concurrent;
using Provisioning.Agent.Disks;
using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Imaging;

/// <summary>
/// One thread fills buffers from the (decompressed) stream, two write them, a few buffers are between: network, decompression and disk
/// work at the same time, and the disk always has a request that waits.
/// </summary>
internal sealed class BlockPipeline(IDiskAccess disk, bool skipZeroes)
{
    /// <summary>Bytes of a block: what is zero or not, and has a checksum.</summary>
    public const int BlockBytes = 1024 * 1024;

    /// <summary>Bytes of a buffer, some blocks: large enough for any disk's best speed, small enough for a machine with little memory.</summary>
    public const int BufferBytes = 2 * BlockBytes;

    private const int Buffers = 4;
    private const int Writers = 2;
    private const long FlushEvery = 256L * 1024 * 1024;
    private readonly BlockingCollection<AlignedBuffer> _free = [];
    private readonly BlockingCollection<Filled> _full = [];
    private readonly WrittenBlocks _blocks = new();
    private long _unflushed;

    /// <summary>
    /// Moves the rest of the stream to the disk, behind the head. Stops at the limit: then the length it returns is greater.
    /// </summary>
    /// <param name="raw">The stream, behind its first block.</param>
    /// <param name="head">The first block, which is not written.</param>
    /// <param name="limit">The most that the disk takes, in bytes from its start.</param>
    /// <param name="moved">Called after each write, by several threads.</param>
    /// <param name="abandon">Makes a read of the stream that waits end.</param>
    /// <param name="cancellationToken">Stops all.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public async Task<RawImage> RunAsync(
        Stream raw,
        byte[] head,
        long limit,
        Action moved,
        Action abandon,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buffers = Enumerable.Range(0, Buffers).Select(_ => new AlignedBuffer(BufferBytes)).ToList();
        try
        {
            foreach (var buffer in buffers) _free.Add(buffer, cancellationToken);
            var token = stop.Token;
            var reader = OwnThread.RunAsync(() => Fill(raw, head.Length, limit, token), token);
            var writers = Enumerable.Range(0, Writers).Select(_ => OwnThread.RunAsync(() => Write(moved, token), token));
            await OwnThread.AllAsync([reader, .. writers], Abandon, cancellationToken);
            return new RawImage(head, await reader, _blocks);
        }
        finally
        {
            foreach (var buffer in buffers) buffer.Dispose();
            _free.Dispose();
            _full.Dispose();
        }

        void Abandon()
        {
            stop.Cancel();
            abandon();
        }
    }

    private long Fill(Stream raw, long at, long limit, CancellationToken cancellationToken)
    {
        while (at <= limit)
        {
            var buffer = _free.Take(cancellationToken);
            var length = raw.ReadAtLeast(buffer.Span, BufferBytes, throwOnEndOfStream: false);
            if (length > 0 && at + length <= limit) _full.Add(new Filled(buffer, at, length), cancellationToken);
            at += length;
            if (length < BufferBytes) break;
        }

        _full.CompleteAdding();
        return at;
    }

    private void Write(Action moved, CancellationToken cancellationToken)
    {
        foreach (var filled in _full.GetConsumingEnumerable(cancellationToken))
        {
            Store(filled.At, filled.Buffer.Span[..filled.Length]);
            FlushAtTimes(filled.Length);
            moved();
            _free.Add(filled.Buffer, cancellationToken);
        }
    }

    // While this thread waits for the disk to empty its cache the other goes on, and at the image's end there is little left to wait for.
    private void FlushAtTimes(int length)
    {
        if (Interlocked.Add(ref _unflushed, length) < FlushEvery) return;
        Interlocked.Exchange(ref _unflushed, 0);
        disk.Flush();
    }

    // Neighbours that are not zero go in one request.
    private void Store(long at, ReadOnlySpan<byte> bytes)
    {
        var run = 0;
        for (var from = 0; from < bytes.Length; from += BlockBytes)
        {
            var block = bytes.Slice(from, Math.Min(BlockBytes, bytes.Length - from));
            var zero = block.IndexOfAnyExcept((byte)0) < 0;
            _blocks.Note((at + from) / BlockBytes, zero ? null : BlockChecksum.Of(block));
            if (!zero || (!skipZeroes && !disk.TryWriteZeroes(at + from, block.Length))) continue;
            if (from > run) disk.Write(at + run, bytes[run..from]);
            run = from + block.Length;
        }

        if (run < bytes.Length) disk.Write(at + run, bytes[run..]);
    }

    private readonly record struct Filled(AlignedBuffer Buffer, long At, int Length);
}
