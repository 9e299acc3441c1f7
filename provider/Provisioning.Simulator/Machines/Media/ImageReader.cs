namespace Provisioning.Simulator.Machines.Media;

/// <summary>Reads pieces of a remote image through a cache of whole blocks, as firmware reads a disc.</summary>
internal sealed class ImageReader(RemoteImage image)
{
    private const int BlockBytes = 64 << 10;
    private readonly Dictionary<long, byte[]> _blocks = [];

    /// <summary>Reads bytes; what lies behind the image's end reads as zero.</summary>
    /// <exception cref="HttpRequestException">The image cannot be read.</exception>
    public async Task<byte[]> ReadAsync(long offset, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            var position = offset + done;
            var block = await BlockAsync(position / BlockBytes, cancellationToken);
            var within = (int)(position % BlockBytes);
            var size = Math.Min(BlockBytes - within, count - done);
            if (within < block.Length) block.AsSpan(within, Math.Min(size, block.Length - within)).CopyTo(bytes.AsSpan(done));
            done += size;
        }

        return bytes;
    }

    private async Task<byte[]> BlockAsync(long index, CancellationToken cancellationToken)
    {
        if (_blocks.TryGetValue(index, out var block)) return block;
        var offset = index * BlockBytes;
        block = image.Length > 0 && offset >= image.Length ? [] : await image.ReadAsync(offset, BlockBytes, cancellationToken);
        _blocks[index] = block;
        return block;
    }
}
