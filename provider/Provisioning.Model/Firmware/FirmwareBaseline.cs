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
