namespace Provisioning.Model.Booting;

/// <summary>Where a machine boots from.</summary>
public enum BootTarget
{
    /// <summary>No override: the boot order.</summary>
    None = 1,

    /// <summary>The virtual or real CD.</summary>
    Cd = 2,

    /// <summary>The hard disk.</summary>
    Disk = 3,

    /// <summary>The network.</summary>
    Pxe = 4,

    /// <summary>The setup menu, or something this product does not name.</summary>
    Other = 5,
}
