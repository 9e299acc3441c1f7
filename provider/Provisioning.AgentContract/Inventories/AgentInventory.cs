namespace Provisioning.AgentContract.Inventories;

/// <summary>What the agent sees of its machine from within.</summary>
/// <param name="Uuid">System UUID (SMBIOS type 1), lower case with hyphens; empty when there is none.</param>
/// <param name="Serial">System serial number (SMBIOS type 1), trimmed.</param>
/// <param name="Manufacturer">System manufacturer.</param>
/// <param name="Model">System product name.</param>
/// <param name="BiosVersion">BIOS version (SMBIOS type 0).</param>
/// <param name="CpuCount">Logical processors.</param>
/// <param name="CpuModel">As the processor names itself.</param>
/// <param name="MemoryMiB">Memory that the kernel has, in MiB: less than what is fitted.</param>
/// <param name="Nics">Network interfaces with hardware behind them.</param>
/// <param name="Disks">Whole disks, without removable media.</param>
/// <param name="TpmPresent">Whether a TPM 2.0 answers.</param>
/// <param name="SecureBoot">Whether the firmware says that Secure Boot was enforced.</param>
/// <param name="UptimeSeconds">Since the agent's kernel started.</param>
public sealed record AgentInventory(
    string Uuid,
    string Serial,
    string Manufacturer,
    string Model,
    string BiosVersion,
    int CpuCount,
    string CpuModel,
    long MemoryMiB,
    InventoryNic[] Nics,
    InventoryDisk[] Disks,
    bool TpmPresent,
    bool SecureBoot,
    double UptimeSeconds);
