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

    /// <summary>Whether it is for machines of this maker and model; capital and small letters are the same, as BMCs of one model differ in them.</summary>
    public bool AppliesTo(string manufacturer, string model) => Fits(Manufacturer, manufacturer) && Fits(Model, model);

    private static bool Fits(string? wanted, string seen) => wanted is null || string.Equals(wanted.Trim(), seen.Trim(), StringComparison.OrdinalIgnoreCase);
}
