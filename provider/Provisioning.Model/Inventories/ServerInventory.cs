using Provisioning.Model.Collections;
using Provisioning.Model.Firmware;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;

namespace Provisioning.Model.Inventories;

/// <summary>What the BMC says of the machine, out of band.</summary>
public sealed record ServerInventory
{
    /// <summary>Who it is.</summary>
    public required ServerIdentity Identity { get; init; }

    /// <summary>The power at the time.</summary>
    public required PowerObservation Power { get; init; }

    /// <summary>The BIOS version; null: not told.</summary>
    public string? BiosVersion { get; init; }

    /// <summary>The BMC's firmware version; null: not told.</summary>
    public string? BmcVersion { get; init; }

    /// <summary>Processor sockets in use; null: not told.</summary>
    public int? ProcessorCount { get; init; }

    /// <summary>The processor's model; null: not told.</summary>
    public string? ProcessorModel { get; init; }

    /// <summary>Memory in MiB; null: not told.</summary>
    public long? MemoryMib { get; init; }

    /// <summary>Network interfaces with a MAC.</summary>
    public ValueArray<NetworkInterface> Interfaces { get; init; }

    /// <summary>Drives.</summary>
    public ValueArray<Drive> Drives { get; init; }

    /// <summary>Firmware; empty where it was not asked for.</summary>
    public ValueArray<InstalledFirmware> Firmware { get; init; }
}
