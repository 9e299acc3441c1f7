namespace Provisioning.Model.Inventories;

/// <summary>A network interface.</summary>
/// <param name="Id">The BMC's or the kernel's name for it.</param>
/// <param name="Mac">Six octets, lower case, with colons.</param>
/// <param name="SpeedMbps">The speed in Mbit/s; null: not told.</param>
public sealed record NetworkInterface(string Id, string Mac, long? SpeedMbps);
