using Provisioning.Model.Inventories;

namespace Provisioning.Engine.Validation;

/// <summary>Joins what the agent saw with what the installed system sees: the newer word counts, and what it does not tell is kept.</summary>
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
            Interfaces = later.Interfaces.IsEmpty ? earlier.Interfaces : later.Interfaces,
            Drives = later.Drives.IsEmpty ? earlier.Drives : later.Drives,
            TpmPresent = later.TpmPresent ?? earlier.TpmPresent,
            SecureBoot = later.SecureBoot ?? earlier.SecureBoot,
            BootId = later.BootId ?? earlier.BootId,
        };
    }
}
