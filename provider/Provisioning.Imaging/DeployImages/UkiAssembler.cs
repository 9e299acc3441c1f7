using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.DeployImages;

/// <summary>Attaches a kernel, its command line and its ramdisk to systemd's EFI stub: a unified kernel image, one EFI program that firmware starts.</summary>
internal static class UkiAssembler
{
    private const int PageSize = 4096;
    private const int SectionHeaderSize = 40;
    private const uint InitializedReadOnlyData = 0x4000_0040;

    /// <summary>Makes the program. The stub's symbol table, if it has one, is left out: a signature must cover the file without gaps.</summary>
    public static Outcome<byte[]> Assemble(string stubName, byte[] stub, UkiSections sections)
    {
        var image = PeImage.TryRead(stub, out var seen);
        if (image is null) return DeployImageDiagnostics.NoStub(stubName, seen);

        var parts = sections.InFileOrder.Where(part => part.Content.Length > 0).ToList();
        if (image.SectionTableEnd + (parts.Count * SectionHeaderSize) > image.SizeOfHeaders)
            return DeployImageDiagnostics.NoStub(stubName, "There is no room for more sections in its headers.");

        var present = image.Sections.ToList();
        var fileEnd = present.Max(section => section.FileOffset + section.FileSize);
        var memoryEnd = present.Max(section => section.Address + section.MemorySize);
        var alignment = (uint)image.FileAlignment;
        var total = parts.Aggregate(Up(fileEnd, alignment), (sum, part) => sum + Up((uint)part.Content.Length, alignment));
        var result = new byte[total];
        stub.AsSpan(0, (int)fileEnd).CopyTo(result);

        var at = image.SectionTableEnd;
        var offset = Up(fileEnd, alignment);
        var added = 0u;
        foreach (var (name, content) in parts)
        {
            var address = Up(memoryEnd, PageSize);
            var size = Up((uint)content.Length, alignment);
            Encoding.ASCII.GetBytes(name).CopyTo(result, at);
            Put(result, at + 8, (uint)content.Length);
            Put(result, at + 12, address);
            Put(result, at + 16, size);
            Put(result, at + 20, offset);
            Put(result, at + 36, InitializedReadOnlyData);
            content.CopyTo(result, (int)offset);
            offset += size;
            added += size;
            memoryEnd = address + (uint)content.Length;
            at += SectionHeaderSize;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(result.AsSpan(image.Coff + 2), (ushort)(present.Count + parts.Count));
        Put(result, image.Coff + 8, 0);
        Put(result, image.Coff + 12, 0);
        Put(result, image.Optional + 8, BinaryPrimitives.ReadUInt32LittleEndian(stub.AsSpan(image.Optional + 8)) + added);
        Put(result, image.Optional + 56, Up(memoryEnd, PageSize));
        Put(result, image.ChecksumAt, 0);
        return result;
    }

    /// <summary>
    /// PCR 11 of the SHA-256 bank after the stub has run and nobody else has extended it: for each section its name with a final zero byte,
    /// then its content.
    /// </summary>
    public static byte[] PredictPcr11(UkiSections sections)
    {
        var pcr = new byte[32];
        foreach (var (name, content) in sections.InMeasuredOrder.Where(part => part.Content.Length > 0))
        {
            pcr = Extend(pcr, SHA256.HashData(Encoding.ASCII.GetBytes(name + "\0")));
            pcr = Extend(pcr, SHA256.HashData(content));
        }

        return pcr;
    }

    private static byte[] Extend(byte[] pcr, byte[] digest) => SHA256.HashData([.. pcr, .. digest]);

    private static uint Up(uint value, uint alignment) => (value + alignment - 1) / alignment * alignment;

    private static void Put(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
}
