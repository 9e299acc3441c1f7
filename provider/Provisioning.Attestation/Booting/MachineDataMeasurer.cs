using System.Globalization;
using System.Text;
using Provisioning.Attestation.Tpm;

namespace Provisioning.Attestation.Booting;

/// <summary>
/// Computes PCR 12 from the credential files beside a unified kernel image. systemd-stub 252 packs them into a cpio archive ("newc") for
/// the kernel and measures the archive, so the archive has to come out the same byte for byte: two folders, then the files in the
/// order of their names, each with its own inode number, no owner, no time. Found equal to a real boot under OVMF.
/// </summary>
public static class MachineDataMeasurer
{
    private const string Root = ".extra";
    private const string Folder = ".extra/credentials";
    private const int FolderMode = 0x4000;
    private const int FileMode = 0x8000;
    private const int ReadAll = 0x16D;
    private const int ReadAndSearchByOwner = 0x140;
    private const int ReadByOwner = 0x100;

    /// <summary>PCR 12 in lower-case hexadecimal (SHA-256 bank); all zeros without files.</summary>
    /// <param name="files">The files whose names end in <c>.cred</c>, in any order.</param>
    public static string Pcr12(params IReadOnlyList<MachineDataFile> files)
    {
        var register = new byte[TpmHash.Size(TpmAlgorithm.Sha256)];
        if (files.Count == 0) return Convert.ToHexStringLower(register);
        var archive = new MemoryStream();
        var inode = 1;
        Write(archive, inode++, FolderMode | ReadAll, Root, []);
        Write(archive, inode++, FolderMode | ReadAndSearchByOwner, Folder, []);
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            Write(archive, inode++, FileMode | ReadByOwner, $"{Folder}/{file.Name}", file.Content.Span);
        }

        Write(archive, 0, 0, "TRAILER!!!", []);
        var measured = TpmHash.Compute(TpmAlgorithm.Sha256, archive.ToArray().AsSpan());
        return Convert.ToHexStringLower(TpmHash.Compute(TpmAlgorithm.Sha256, register, measured));
    }

    private static void Write(MemoryStream archive, int inode, int mode, string name, ReadOnlySpan<byte> content)
    {
        var header = new StringBuilder("070701");
        foreach (var field in (ReadOnlySpan<int>)[inode, mode, 0, 0, 1, 0, content.Length, 0, 0, 0, 0, name.Length + 1, 0])
        {
            // The stub writes the fixed trailer in capitals and everything else in small letters.
            _ = header.Append(field.ToString(inode == 0 ? "X8" : "x8", CultureInfo.InvariantCulture));
        }

        archive.Write(Encoding.ASCII.GetBytes(header.Append(name).Append('\0').ToString()));
        Pad(archive);
        archive.Write(content);
        Pad(archive);
    }

    private static void Pad(MemoryStream archive)
    {
        while (archive.Length % 4 != 0) archive.WriteByte(0);
    }
}
