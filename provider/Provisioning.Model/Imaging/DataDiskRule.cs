namespace Provisioning.Model.Imaging;

/// <summary>What becomes of disks that are not the root disk.</summary>
public enum DataDiskRule
{
    /// <summary>They are never written.</summary>
    Keep = 1,
}
