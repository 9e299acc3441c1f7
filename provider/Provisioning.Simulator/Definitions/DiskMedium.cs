namespace Provisioning.Simulator.Definitions;

/// <summary>What a disk is made of, and how it is attached.</summary>
public enum DiskMedium
{
    /// <summary>Flash behind NVMe.</summary>
    Nvme = 1,

    /// <summary>Flash behind SATA.</summary>
    Ssd = 2,

    /// <summary>Spinning, behind SATA.</summary>
    Hdd = 3,
}
