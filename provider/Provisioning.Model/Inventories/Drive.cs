namespace Provisioning.Model.Inventories;

/// <summary>A drive.</summary>
/// <param name="Id">The BMC's or the kernel's name for it.</param>
/// <param name="Serial">Its serial number; null: not told.</param>
/// <param name="Model">Its model; null: not told.</param>
/// <param name="SizeBytes">Its size in bytes; null: not told.</param>
/// <param name="Type"><c>nvme</c>, <c>ssd</c>, <c>hdd</c>; null: not told.</param>
public sealed record Drive(string Id, string? Serial, string? Model, long? SizeBytes, string? Type);
