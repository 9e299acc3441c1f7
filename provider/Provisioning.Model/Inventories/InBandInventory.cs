using Provisioning.Model.Collections;

namespace Provisioning.Model.Inventories;

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
