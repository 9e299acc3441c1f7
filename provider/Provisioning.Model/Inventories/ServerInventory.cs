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

/// <summary>A network interface.</summary>
/// <param name="Id">The BMC's or the kernel's name for it.</param>
/// <param name="Mac">Six octets, lower case, with colons.</param>
/// <param name="SpeedMbps">The speed in Mbit/s; null: not told.</param>
public sealed record NetworkInterface(string Id, string Mac, long? SpeedMbps);

/// <summary>A drive.</summary>
/// <param name="Id">The BMC's or the kernel's name for it.</param>
/// <param name="Serial">Its serial number; null: not told.</param>
/// <param name="Model">Its model; null: not told.</param>
/// <param name="SizeBytes">Its size in bytes; null: not told.</param>
/// <param name="Type"><c>nvme</c>, <c>ssd</c>, <c>hdd</c>; null: not told.</param>
public sealed record Drive(string Id, string? Serial, string? Model, long? SizeBytes, string? Type);

/// <summary>What the agent or the installed system says of the machine, in band.</summary>
public sealed record InBandInventory
{
    /// <summary>The SMBIOS UUID.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>The SMBIOS serial number.</summary>
    public required string Serial { get; init; }

    /// <summary>Logical processors; null: not told.</summary>
    public int? ProcessorCount { get; init; }

    /// <summary>Memory in MiB as the kernel sees it; null: not told.</summary>
    public long? MemoryMib { get; init; }

    /// <summary>Network interfaces.</summary>
    public ValueArray<NetworkInterface> Interfaces { get; init; }

    /// <summary>Drives.</summary>
    public ValueArray<Drive> Drives { get; init; }

    /// <summary>Whether a TPM is present; null: not told.</summary>
    public bool? TpmPresent { get; init; }

    /// <summary>Whether Secure Boot is on; null: not told.</summary>
    public bool? SecureBoot { get; init; }

    /// <summary>The kernel's boot id; null: not told.</summary>
    public string? BootId { get; init; }
}
