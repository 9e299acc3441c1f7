using System.Buffers.Binary;
using System.Text;

namespace Provisioning.Benchmarks.Writing;

/// <summary>Takes kernel and ramdisk out of the deploy image, a unified kernel image: sections <c>.linux</c> and <c>.initrd</c> of a PE file.</summary>
internal static class UkiSections
{
    private const int HeaderOffsetAt = 0x3C;
    private const int SectionCountAt = 6;
    private const int OptionalSizeAt = 20;
    private const int FileHeaderLength = 24;
    private const int SectionHeaderLength = 40;
    private const int NameLength = 8;

    public static byte[] Read(byte[] image, string name)
    {
        var header = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(HeaderOffsetAt));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(header + SectionCountAt));
        var table = header + FileHeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(header + OptionalSizeAt));
        for (var section = 0; section < count; section++)
        {
            var entry = image.AsSpan(table + (section * SectionHeaderLength), SectionHeaderLength);
            if (Encoding.ASCII.GetString(entry[..NameLength]).TrimEnd('\0') != name) continue;
            var length = BinaryPrimitives.ReadInt32LittleEndian(entry[8..]);
            var at = BinaryPrimitives.ReadInt32LittleEndian(entry[20..]);
            return image[at..(at + length)];
        }

        throw new InvalidOperationException($"the deploy image has no section {name}");
    }
}
