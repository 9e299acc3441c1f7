using System.IO.Compression;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Imaging;

/// <summary>Opens an image file's raw bytes.</summary>
internal static class ImageSource
{
    /// <summary>The raw bytes of the file: the file's own stream when it is not compressed. The file stays open when the result is closed.</summary>
    public static Stream Open(Stream file, ImageCompression compression) => compression switch
    {
        ImageCompression.Gzip => new GZipStream(file, CompressionMode.Decompress, leaveOpen: true),
        ImageCompression.Zstandard => new ZstdSharp.DecompressionStream(file, leaveOpen: true),
        _ => file,
    };

    /// <summary>Whether the exception says that the bytes are not what the decompressor expects.</summary>
    public static bool IsDamage(Exception exception) =>
        exception is InvalidDataException or ZstdSharp.ZstdException or EndOfStreamException;
}
