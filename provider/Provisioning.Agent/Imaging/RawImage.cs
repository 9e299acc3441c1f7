namespace Provisioning.Agent.Imaging;

/// <summary>An image that has passed to the disk, its first block apart.</summary>
/// <param name="Head">Its first block, still to be written.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Of the raw bytes; null when it was not asked for.</param>
/// <param name="Skipped">Blocks that were not written because they are zero.</param>
internal sealed record RawImage(byte[] Head, long Length, string? Sha256, ZeroBlocks Skipped);
