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

/// <summary>A boot override as it stands.</summary>
/// <param name="Target">The target; <see cref="BootTarget.None"/> where the override is disabled.</param>
/// <param name="Once">Whether it is for the next boot only.</param>
public sealed record BootOverride(BootTarget Target, bool Once);

/// <summary>A virtual medium slot as it stands.</summary>
/// <param name="Slot">The slot's path on the BMC.</param>
/// <param name="Image">The URL that is inserted; null: none, or the BMC does not tell.</param>
/// <param name="Inserted">Whether something is inserted.</param>
public sealed record VirtualMediumObservation(string Slot, string? Image, bool Inserted);
