namespace Provisioning.AgentContract.Disks;

/// <summary>Which disk is the root disk. Every hint that is given must hold; exactly one disk must be left.</summary>
/// <param name="MinSizeGib">At least this many GiB.</param>
/// <param name="MaxSizeGib">At most this many GiB.</param>
/// <param name="Type">The kind of disk.</param>
/// <param name="Serial">Its serial number, letter case ignored.</param>
/// <param name="Wwn">Its world-wide name, letter case and a leading <c>0x</c>, <c>naa.</c>, <c>eui.</c> or <c>nvme.</c> ignored.</param>
/// <param name="Model">Its model, letter case ignored; a trailing <c>*</c> stands for anything.</param>
public sealed record RootDiskHints(
    long? MinSizeGib = null,
    long? MaxSizeGib = null,
    DiskType? Type = null,
    string? Serial = null,
    string? Wwn = null,
    string? Model = null);
