using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Provisioning.Imaging.DeployImages;

/// <summary>
/// Reads what we need of a 64-bit EFI program (Microsoft PE format: DOS header, COFF header, optional header PE32+, section table).
/// </summary>
internal sealed class PeImage
{
    private const int SectionHeaderSize = 40;

    private readonly byte[] _bytes;

    private PeImage(byte[] bytes, int coff)
    {
        _bytes = bytes;
        Coff = coff;
    }

    /// <summary>Offset of the COFF header, behind the signature.</summary>
    public int Coff { get; }

    /// <summary>Offset of the optional header.</summary>
    public int Optional => Coff + 20;

    /// <summary>How many sections there are.</summary>
    public int SectionCount => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(Coff + 2));

    /// <summary>Offset of the section table.</summary>
    public int SectionTable => Optional + BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(Coff + 16));

    /// <summary>End of the section table.</summary>
    public int SectionTableEnd => SectionTable + (SectionCount * SectionHeaderSize);

    /// <summary>To what sections are aligned in the file.</summary>
    public int FileAlignment => (int)Field(Optional + 36);

    /// <summary>Size of the headers in the file.</summary>
    public int SizeOfHeaders => (int)Field(Optional + 60);

    /// <summary>Offset of the checksum, which a digest leaves out.</summary>
    public int ChecksumAt => Optional + 64;

    /// <summary>Offset of the entry of the certificate table, which a digest leaves out.</summary>
    public int CertificateEntryAt => Optional + 112 + (4 * 8);

    /// <summary>The sections in the order of the table.</summary>
    public IEnumerable<PeSection> Sections
    {
        get
        {
            for (var n = 0; n < SectionCount; n++)
            {
                var at = SectionTable + (n * SectionHeaderSize);
                yield return new PeSection(
                    Encoding.ASCII.GetString(_bytes, at, 8).TrimEnd('\0'), Field(at + 8), Field(at + 12), Field(at + 16), Field(at + 20));
            }
        }
    }

    /// <summary>Reads a program; null with the reason when it is none.</summary>
    public static PeImage? TryRead(byte[] bytes, out string seen)
    {
        seen = "";
        if (bytes.Length < 64 || bytes[0] != 'M' || bytes[1] != 'Z')
        {
            seen = "It does not begin with MZ.";
            return null;
        }

        var signature = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(60));
        if (signature > bytes.Length - 300 || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)signature)) != 0x4550)
        {
            seen = "It has no PE signature.";
            return null;
        }

        var image = new PeImage(bytes, (int)signature + 4);
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(image.Optional)) != 0x20B)
        {
            seen = "It is not a 64-bit program (PE32+).";
            return null;
        }

        if (image.SectionTableEnd > bytes.Length || image.SizeOfHeaders > bytes.Length || image.FileAlignment is < 16 or > 65536)
        {
            seen = "Its headers are cut short.";
            return null;
        }

        return image;
    }

    /// <summary>
    /// The SHA-256 that firmware signs, checks and measures a program by (Authenticode PE format; TCG PC Client firmware profile,
    /// EV_EFI_BOOT_SERVICES_APPLICATION): headers without checksum and certificate entry, sections in file order, what follows without the certificates.
    /// </summary>
    public byte[] AuthenticodeSha256()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(_bytes.AsSpan(0, ChecksumAt));
        sha.AppendData(_bytes.AsSpan(ChecksumAt + 4, CertificateEntryAt - ChecksumAt - 4));
        sha.AppendData(_bytes.AsSpan(CertificateEntryAt + 8, SizeOfHeaders - CertificateEntryAt - 8));
        long end = SizeOfHeaders;
        foreach (var section in Sections.Where(section => section.FileSize > 0).OrderBy(section => section.FileOffset))
        {
            sha.AppendData(_bytes.AsSpan((int)section.FileOffset, (int)section.FileSize));
            end += section.FileSize;
        }

        var rest = _bytes.Length - end - Field(CertificateEntryAt + 4);
        if (rest > 0) sha.AppendData(_bytes.AsSpan((int)end, (int)rest));
        return sha.GetHashAndReset();
    }

    private uint Field(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at));
}
