using System.Security.Cryptography;
using System.Text;
using Provisioning.Attestation.EventLogs;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Booting;

/// <summary>
/// A PE/COFF image, as far as its Authenticode digest and its sections go (Microsoft PE format; Windows Authenticode Portable
/// Executable Signature Format). Holds positions only, not the bytes.
/// </summary>
internal sealed class PeImage
{
    private const int DosHeader = 64;
    private const int SignatureAndCoff = 24;
    private const int SectionHeader = 40;
    private const int ChecksumInOptional = 64;
    private const int CertificateDirectory = 4;
    private const ushort Pe32 = 0x10B;
    private const ushort Pe32Plus = 0x20B;

    private PeImage(int checksum, int certificateEntry, uint headersSize, uint certificateSize, ValueArray<PeSection> sections)
    {
        Checksum = checksum;
        CertificateEntry = certificateEntry;
        HeadersSize = headersSize;
        CertificateSize = certificateSize;
        Sections = sections;
    }

    /// <summary>The sections in the order of their headers.</summary>
    public ValueArray<PeSection> Sections { get; }

    private int Checksum { get; }

    /// <summary>Where the directory entry of the certificates stands, or -1 when the header has none.</summary>
    private int CertificateEntry { get; }

    private uint HeadersSize { get; }

    private uint CertificateSize { get; }

    /// <summary>Reads the headers; null when it is no PE image, or its sections do not lie within it.</summary>
    public static PeImage? Parse(ReadOnlySpan<byte> image)
    {
        if (image.Length < DosHeader || image[0] != 'M' || image[1] != 'Z') return null;
        var header = new LogReader(image[60..]).UInt32();
        if (header > (uint)(image.Length - SignatureAndCoff)) return null;
        var coff = new LogReader(image[(int)header..]);
        if (!coff.Take(4).SequenceEqual("PE\0\0"u8)) return null;
        _ = coff.UInt16();
        var sectionCount = coff.UInt16();
        _ = coff.Take(12);
        var optionalSize = coff.UInt16();
        _ = coff.UInt16();

        var optional = (int)header + SignatureAndCoff;
        var format = coff.UInt16();
        if (coff.Failed || format is not (Pe32 or Pe32Plus)) return null;
        var directories = optional + (format == Pe32Plus ? 108 : 92);
        if (directories + 4 > image.Length || optional + ChecksumInOptional + 4 > image.Length) return null;
        var headersSize = new LogReader(image[(optional + 60)..]).UInt32();
        var entry = -1;
        var certificateSize = 0u;
        if (new LogReader(image[directories..]).UInt32() > CertificateDirectory)
        {
            entry = directories + 4 + (CertificateDirectory * 8);
            if (entry + 8 > image.Length) return null;
            certificateSize = new LogReader(image[(entry + 4)..]).UInt32();
        }

        if (headersSize > image.Length || headersSize < entry + 8 || headersSize < optional + ChecksumInOptional + 4) return null;
        return ReadSections(image, optional + optionalSize, sectionCount) is { } sections
            ? new PeImage(optional + ChecksumInOptional, entry, headersSize, certificateSize, sections)
            : null;
    }

    /// <summary>
    /// The Authenticode digest: the image without its checksum, the directory entry of its certificates and the certificates. This is
    /// what firmware measures when it loads an image (TCG PC Client Platform Firmware Profile, EV_EFI_BOOT_SERVICES_APPLICATION).
    /// </summary>
    public byte[] Authenticode(ReadOnlySpan<byte> image, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(image[..Checksum]);
        var resume = Checksum + 4;
        if (CertificateEntry >= 0)
        {
            hash.AppendData(image[resume..CertificateEntry]);
            resume = CertificateEntry + 8;
        }

        hash.AppendData(image[resume..(int)HeadersSize]);
        long hashed = HeadersSize;
        foreach (var section in Sections.Where(section => section.RawSize > 0).OrderBy(section => section.RawOffset))
        {
            hash.AppendData(image.Slice((int)section.RawOffset, (int)section.RawSize));
            hashed += section.RawSize;
        }

        var end = image.Length - (long)CertificateSize;
        if (end > hashed) hash.AppendData(image[(int)hashed..(int)end]);
        return hash.GetHashAndReset();
    }

    private static ValueArray<PeSection>? ReadSections(ReadOnlySpan<byte> image, int table, int count)
    {
        if (table + (count * SectionHeader) > image.Length) return null;
        var sections = ValueArray<PeSection>.Empty;
        for (var i = 0; i < count; i++)
        {
            var reader = new LogReader(image.Slice(table + (i * SectionHeader), SectionHeader));
            var name = Encoding.ASCII.GetString(reader.Take(8)).TrimEnd('\0');
            var virtualSize = reader.UInt32();
            _ = reader.UInt32();
            var rawSize = reader.UInt32();
            var rawOffset = reader.UInt32();
            if (rawSize > 0 && (ulong)rawOffset + rawSize > (ulong)image.Length) return null;
            sections = sections.Add(new PeSection(name, virtualSize, rawOffset, rawSize));
        }

        return sections;
    }
}
