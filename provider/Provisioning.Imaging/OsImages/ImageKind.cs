using System.Buffers.Binary;

namespace Provisioning.Imaging.OsImages;

/// <summary>Tells what an image file is by its first bytes; names and servers' content types lie.</summary>
internal static class ImageKind
{
    /// <summary>How many bytes are looked at.</summary>
    public const int HeadSize = 16;

    /// <summary>The compression in the words of the engine; null with the reason when the file cannot be written.</summary>
    public static string? Compression(ReadOnlySpan<byte> head, out string seen)
    {
        seen = "";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return "gz";
        if (head.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(head) == 0xFD2FB528) return "zst";
        if (head.StartsWith("QFI\xfb"u8[..3])) seen = "It is a qcow2 image.";
        else if (head.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])) seen = "It is compressed with xz.";
        else if (head.StartsWith("BZh"u8)) seen = "It is compressed with bzip2.";
        else if (head.StartsWith("PK\x03\x04"u8)) seen = "It is a zip archive.";
        else if (head.StartsWith("KDMV"u8)) seen = "It is a VMDK image.";
        else if (head.StartsWith("vhdxfile"u8)) seen = "It is a VHDX image.";
        else if (head.StartsWith("<!DOCTYPE"u8) || head.StartsWith("<html"u8)) seen = "It is a web page: the server sent something else than the image.";
        return seen.Length == 0 ? "none" : null;
    }
}
