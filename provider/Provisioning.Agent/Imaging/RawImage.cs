namespace Provisioning.Agent.Imaging;

/// <summary>An image that has passed to the disk, its first block apart.</summary>
/// <param name="Head">Its first block, still to be written.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Blocks">What the disk must hold behind the head.</param>
internal sealed record RawImage(byte[] Head, long Length, WrittenBlocks Blocks);
