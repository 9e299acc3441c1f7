namespace Provisioning.Imaging.Media;

/// <summary>
/// A file whose bytes at one place are replaced by others while it is read: the boot medium of one machine. Any number of readers at a time.
/// </summary>
/// <param name="file">The file below.</param>
/// <param name="size">Its size.</param>
/// <param name="placeOffset">Where the replaced bytes begin.</param>
/// <param name="place">The bytes that are read instead; empty replaces nothing.</param>
internal sealed class MediaContent(string file, long size, long placeOffset, ReadOnlyMemory<byte> place)
{
    private const int BufferSize = 256 * 1024;

    /// <summary>The size in bytes.</summary>
    public long Size => size;

    /// <summary>Copies a part to a stream and says after each write how many bytes went out.</summary>
    public async Task CopyAsync(Stream output, long offset, long count, Action<int> sent, CancellationToken cancellationToken)
    {
        using var handle = File.OpenHandle(file, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
        var buffer = new byte[(int)Math.Min(BufferSize, Math.Max(1, count))];
        while (count > 0)
        {
            var wanted = (int)Math.Min(buffer.Length, count);
            var read = await RandomAccess.ReadAsync(handle, buffer.AsMemory(0, wanted), offset, cancellationToken);
            if (read == 0) throw new EndOfStreamException($"{file} became shorter while it was read.");
            Replace(buffer.AsSpan(0, read), offset);
            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            sent(read);
            offset += read;
            count -= read;
        }
    }

    private void Replace(Span<byte> bytes, long offset)
    {
        var from = Math.Max(offset, placeOffset);
        var to = Math.Min(offset + bytes.Length, placeOffset + place.Length);
        if (from >= to) return;
        place.Span[(int)(from - placeOffset)..(int)(to - placeOffset)].CopyTo(bytes[(int)(from - offset)..]);
    }
}
