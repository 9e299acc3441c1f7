namespace Provisioning.Model.Servers;

/// <summary>What becomes of a machine when its object is destroyed.</summary>
public enum DestroyRule
{
    /// <summary>Nothing is touched; the machine is managed no more.</summary>
    Forget = 1,

    /// <summary>It is powered off; disks stay as they are.</summary>
    PowerOff = 2,

    /// <summary>Its disks are erased; needs data loss allowed in the prior state.</summary>
    Erase = 3,
}
