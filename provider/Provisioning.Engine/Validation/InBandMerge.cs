using Provisioning.Model.Collections;
using Provisioning.Model.Inventories;

namespace Provisioning.Engine.Validation;

/// <summary>
/// Joins what the agent saw with what the installed system sees: the newer word counts, and what it does not tell is kept, also of each single
/// interface and drive. An installed system reports less of them than the agent does.
/// </summary>
internal static class InBandMerge
{
    public static InBandInventory Of(InBandInventory? earlier, InBandInventory later)
    {
        if (earlier is null) return later;
        return later with
        {
            Uuid = later.Uuid == Guid.Empty ? earlier.Uuid : later.Uuid,
            Serial = later.Serial.Length == 0 ? earlier.Serial : later.Serial,
            ProcessorCount = later.ProcessorCount ?? earlier.ProcessorCount,
            MemoryMib = later.MemoryMib ?? earlier.MemoryMib,
            Interfaces = later.Interfaces.IsEmpty ? earlier.Interfaces : later.Interfaces.Select(nic => Of(earlier.Interfaces, nic)).ToValueArray(),
            Drives = later.Drives.IsEmpty ? earlier.Drives : later.Drives.Select(drive => Of(earlier.Drives, drive)).ToValueArray(),
            TpmPresent = later.TpmPresent ?? earlier.TpmPresent,
            SecureBoot = later.SecureBoot ?? earlier.SecureBoot,
            BootId = later.BootId ?? earlier.BootId,
        };
    }

    private static NetworkInterface Of(ValueArray<NetworkInterface> earlier, NetworkInterface later) =>
        earlier.FirstOrDefault(nic => string.Equals(nic.Mac, later.Mac, StringComparison.OrdinalIgnoreCase)) is { } known
            ? later with { Id = later.Id.Length == 0 ? known.Id : later.Id, SpeedMbps = later.SpeedMbps ?? known.SpeedMbps }
            : later;

    private static Drive Of(ValueArray<Drive> earlier, Drive later) => SameAs(earlier, later) is { } known
        ? later with
        {
            Serial = later.Serial ?? known.Serial,
            Model = later.Model ?? known.Model,
            SizeBytes = later.SizeBytes ?? known.SizeBytes,
            Type = later.Type ?? known.Type,
        }
        : later;

    /// <summary>The same drive in another list: by serial number, or by name where one of the two has none.</summary>
    internal static Drive? SameAs(ValueArray<Drive> drives, Drive drive) => drives.FirstOrDefault(other =>
        string.IsNullOrEmpty(other.Serial) || string.IsNullOrEmpty(drive.Serial)
            ? other.Id == drive.Id
            : string.Equals(other.Serial.Trim(), drive.Serial.Trim(), StringComparison.OrdinalIgnoreCase));
}
