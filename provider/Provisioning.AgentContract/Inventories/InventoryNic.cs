namespace Provisioning.AgentContract.Inventories;

/// <summary>A network interface.</summary>
/// <param name="Name">As the kernel names it.</param>
/// <param name="Mac">Six pairs, lower case, colons.</param>
/// <param name="Driver">The kernel's driver; empty when not known.</param>
/// <param name="SpeedMbps">When the link is up and says so.</param>
/// <param name="Link">Whether there is a carrier.</param>
public sealed record InventoryNic(string Name, string Mac, string Driver, int? SpeedMbps, bool Link);
