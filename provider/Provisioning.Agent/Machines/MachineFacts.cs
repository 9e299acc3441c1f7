namespace Provisioning.Agent.Machines;

/// <summary>Who a machine is and what it has, without disks and network.</summary>
public sealed record MachineFacts
{
    /// <summary>System UUID (SMBIOS type 1), lower case with hyphens.</summary>
    public required string Uuid { get; init; }

    /// <summary>System serial number, trimmed.</summary>
    public required string Serial { get; init; }

    /// <summary>System manufacturer.</summary>
    public string Manufacturer { get; init; } = "";

    /// <summary>System product name.</summary>
    public string Model { get; init; } = "";

    /// <summary>BIOS version (SMBIOS type 0).</summary>
    public string BiosVersion { get; init; } = "";

    /// <summary>Logical processors.</summary>
    public int CpuCount { get; init; }

    /// <summary>As the processor names itself.</summary>
    public string CpuModel { get; init; } = "";

    /// <summary>Memory that the kernel has, in MiB.</summary>
    public long MemoryMiB { get; init; }

    /// <summary>Whether the firmware enforced Secure Boot.</summary>
    public bool SecureBoot { get; init; }

    /// <summary>Since the kernel started.</summary>
    public double UptimeSeconds { get; init; }

    /// <summary>The kernel's boot id, another one at each boot.</summary>
    public required string BootId { get; init; }
}
