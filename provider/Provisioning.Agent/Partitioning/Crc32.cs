namespace Provisioning.Agent.Partitioning;

/// <summary>The CRC-32 of GPT headers: reflected, polynomial 0xEDB88320 (UEFI 2.10, section 5.3.2; ISO 3309).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>The CRC of the bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes) crc = (crc >> 8) ^ Table[(byte)(crc ^ one)];
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
            table[index] = value;
        }

        return table;
    }
}
