namespace Provisioning.Bmc.Quirks;

/// <summary>What is known of a BMC that quirks can ask for.</summary>
/// <param name="Vendor">The service root's vendor.</param>
/// <param name="Manufacturer">The system's maker.</param>
/// <param name="Model">The system's model.</param>
/// <param name="Firmware">The BMC's firmware version.</param>
internal sealed record QuirkFacts(string? Vendor, string? Manufacturer, string? Model, string? Firmware)
{
    /// <summary>Nothing yet.</summary>
    public static QuirkFacts Nothing { get; } = new(null, null, null, null);
}
