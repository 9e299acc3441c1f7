using System.Security.Cryptography;
using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Imaging;

/// <summary>Reads what was written back from the medium and hashes it; one block is read while the last is hashed.</summary>
internal static class ReadBack
{
    /// <summary>
    /// SHA-256, lower-case hex, over the head and what the disk holds behind it. A block that was left unwritten because it is zero,
    /// and turns out not to be on this disk, is written now.
    /// </summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static async Task<string> DigestAsync(
        IDiskAccess disk,
        RawImage image,
        Action<long> moved,
        CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(image.Head);
        byte[][] blocks = [new byte[BlockPipeline.BlockBytes], new byte[BlockPipeline.BlockBytes]];
        long at = image.Head.Length;
        var turn = 0;
        var reading = ReadAsync(at, blocks[turn]);
        while (at < image.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = await reading;
            var block = blocks[turn];
            turn = 1 - turn;
            at += length;
            reading = ReadAsync(at, blocks[turn]);
            hash.AppendData(block, 0, length);
            moved(at);
        }

        await reading;
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        Task<int> ReadAsync(long from, byte[] block) => Task.Run(() => Read(from, block), CancellationToken.None);

        int Read(long from, byte[] block)
        {
            var bytes = block.AsSpan(0, (int)Math.Max(0, Math.Min(block.Length, image.Length - from)));
            if (bytes.IsEmpty) return 0;
            disk.Read(from, bytes);
            if (image.Skipped.Contains(from / BlockPipeline.BlockBytes) && bytes.IndexOfAnyExcept((byte)0) >= 0)
            {
                bytes.Clear();
                disk.Write(from, bytes);
                disk.Flush();
                disk.DropCaches();
                disk.Read(from, bytes);
            }

            return bytes.Length;
        }
    }
}
