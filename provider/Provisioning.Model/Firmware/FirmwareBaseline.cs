using Provisioning.Model.Collections;

namespace Provisioning.Model.Firmware;

/// <summary>The versions that components must have.</summary>
public sealed record FirmwareBaseline
{
    /// <summary>The document's name.</summary>
    public required string Name { get; init; }

    /// <summary>The maker it is for; null: any.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The model it is for; null: any.</summary>
    public string? Model { get; init; }

    /// <summary>Required versions by role: <c>bmc</c>, <c>bios</c>, or the id of an inventory entry.</summary>
    public ValueMap<string, string> Components { get; init; } = ValueMap<string, string>.Empty;
}

/// <summary>One entry of the firmware inventory (UpdateService/FirmwareInventory).</summary>
/// <param name="Id">The entry's id.</param>
/// <param name="Name">The entry's name.</param>
/// <param name="Version">The version in force. Vendors agree on no order: equal or not.</param>
/// <param name="Role"><c>bmc</c>, <c>bios</c>, or null where it is neither.</param>
/// <param name="Updateable">Whether the BMC says that it can be updated; null: not told.</param>
public sealed record InstalledFirmware(string Id, string Name, string Version, string? Role, bool? Updateable);
