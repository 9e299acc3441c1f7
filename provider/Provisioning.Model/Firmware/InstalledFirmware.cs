namespace Provisioning.Model.Firmware;

/// <summary>One entry of the firmware inventory (UpdateService/FirmwareInventory).</summary>
/// <param name="Id">The entry's id.</param>
/// <param name="Name">The entry's name.</param>
/// <param name="Version">The version in force. Vendors agree on no order: equal or not.</param>
/// <param name="Role"><c>bmc</c>, <c>bios</c>, or null where it is neither.</param>
/// <param name="Updateable">Whether the BMC says that it can be updated; null: not told.</param>
public sealed record InstalledFirmware(string Id, string Name, string Version, string? Role, bool? Updateable);
