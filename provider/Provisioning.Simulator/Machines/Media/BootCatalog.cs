using System.Buffers.Binary;

namespace Provisioning.Simulator.Machines.Media;

/// <summary>Finds the EFI boot image of an ISO 9660 disc (El Torito specification 1.0, section 2; UEFI 2.10, section 13.3.2.1).</summary>
internal static class BootCatalog
{
    private const int SectorBytes = 2048;
    private const int BootRecordSector = 17;
    private const byte EfiPlatform = 0xEF;
    private const byte Bootable = 0x88;

    /// <summary>Where the image begins, in bytes; null when the disc has none.</summary>
    /// <exception cref="HttpRequestException">The disc cannot be read.</exception>
    public static async Task<long?> FindEfiImageAsync(ImageReader reader, CancellationToken cancellationToken)
    {
        var record = await reader.ReadAsync(BootRecordSector * SectorBytes, SectorBytes, cancellationToken);
        if (!record.AsSpan(1, 5).SequenceEqual("CD001"u8) || !record.AsSpan(7, 23).SequenceEqual("EL TORITO SPECIFICATION"u8)) return null;
        var start = BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(0x47));
        var catalog = await reader.ReadAsync(start * SectorBytes, SectorBytes, cancellationToken);
        if (catalog[0] != 1 || catalog[0x1E] != 0x55 || catalog[0x1F] != 0xAA) return null;

        // The validation entry names the platform of the entry behind it; each section header that of its own entries.
        var platform = catalog[1];
        for (var offset = 32; offset + 32 <= catalog.Length; offset += 32)
        {
            var entry = catalog.AsSpan(offset, 32);
            if (entry[0] is 0x90 or 0x91)
            {
                platform = entry[1];
            }
            else if (entry[0] == Bootable && platform == EfiPlatform)
            {
                return (long)BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]) * SectorBytes;
            }
        }

        return null;
    }
}
