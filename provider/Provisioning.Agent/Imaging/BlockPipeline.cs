using System.Security.Cryptography;
using System.Threading.Channels;
using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Imaging;

/// <summary>
/// Two workers with a few blocks between them: one fills blocks from the (decompressed) stream, the other hashes and writes them, so
/// that network and disk work at the same time.
/// </summary>
internal sealed class BlockPipeline(IDiskAccess disk, bool hashRaw, bool skipZeroes)
{
    /// <summary>Bytes of a block: large enough for any disk's best speed, small enough for a machine with little memory.</summary>
    public const int BlockBytes = 1024 * 1024;

    private const int Blocks = 4;
    private readonly Channel<byte[]> _free = Channel.CreateBounded<byte[]>(Blocks);
    private readonly Channel<(byte[] Block, int Length)> _full = Channel.CreateBounded<(byte[] Block, int Length)>(Blocks);

    /// <summary>Reads one block's worth, less only at the stream's end.</summary>
    public static async ValueTask<int> FillAsync(Stream stream, byte[] block, CancellationToken cancellationToken) =>
        await stream.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken);

    /// <summary>
    /// Moves the rest of the stream to the disk, behind the head. Stops at the limit: then the length it returns is greater.
    /// </summary>
    /// <param name="raw">The stream, behind its first block.</param>
    /// <param name="head">The first block, which is hashed and not written.</param>
    /// <param name="limit">The most that the disk takes, in bytes from its start.</param>
    /// <param name="moved">Called with each block's end.</param>
    /// <param name="cancellationToken">Stops both workers.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public async Task<RawImage> RunAsync(Stream raw, byte[] head, long limit, Action<long> moved, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        for (var count = 0; count < Blocks; count++) _free.Writer.TryWrite(new byte[BlockBytes]);
        var skipped = new ZeroBlocks();
        using var hash = hashRaw ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        hash?.AppendData(head);
        var reader = Task.Run(() => ReadAsync(raw, head.Length, limit, stop.Token), CancellationToken.None);
        var writer = Task.Run(() => WriteAsync(head.Length, skipped, hash, moved, stop.Token), CancellationToken.None);

        // When one fails the other is stopped, and what is thrown is why the first one failed.
        if (!(await Task.WhenAny(reader, writer)).IsCompletedSuccessfully) await stop.CancelAsync();
        await Task.WhenAll(reader, writer);
        return new RawImage(head, await reader, hash is null ? null : Convert.ToHexStringLower(hash.GetHashAndReset()), skipped);
    }

    private async Task<long> ReadAsync(Stream raw, long at, long limit, CancellationToken cancellationToken)
    {
        while (at <= limit)
        {
            var block = await _free.Reader.ReadAsync(cancellationToken);
            var length = await FillAsync(raw, block, cancellationToken);
            at += length;
            if (length == 0 || at > limit) break;
            await _full.Writer.WriteAsync((block, length), cancellationToken);
            if (length < block.Length) break;
        }

        _full.Writer.Complete();
        return at;
    }

    private async Task<long> WriteAsync(
        long at,
        ZeroBlocks skipped,
        IncrementalHash? hash,
        Action<long> moved,
        CancellationToken cancellationToken)
    {
        await foreach (var (block, length) in _full.Reader.ReadAllAsync(cancellationToken))
        {
            var bytes = block.AsSpan(0, length);
            hash?.AppendData(bytes);
            if (skipZeroes && bytes.IndexOfAnyExcept((byte)0) < 0)
            {
                skipped.Add(at / BlockBytes);
            }
            else
            {
                disk.Write(at, bytes);
            }

            at += length;
            moved(at);
            await _free.Writer.WriteAsync(block, cancellationToken);
        }

        return at;
    }
}
