using Provisioning.Model.Collections;

namespace Provisioning.Simulator.Personalities;

/// <summary>What a vendor's BMC and machine look like: data only.</summary>
internal sealed record Personality
{
    public required string Name { get; init; }

    public required string Vendor { get; init; }

    public required string Product { get; init; }

    public required string SystemManufacturer { get; init; }

    public required string SystemModel { get; init; }

    public required string ManagerModel { get; init; }

    public required string SystemId { get; init; }

    public required string ManagerId { get; init; }

    public required string ChassisId { get; init; }

    /// <summary>Whether <c>$expand</c> works.</summary>
    public required bool Expand { get; init; }

    /// <summary>Whether resources carry ETags.</summary>
    public required bool ETags { get; init; }

    /// <summary>Whether BIOS settings, resets and media insertions are accepted as tasks (202) instead of being answered when done.</summary>
    public required bool Tasks { get; init; }

    public required ValueArray<string> ResetTypes { get; init; }

    public required ValueArray<string> ManagerResetTypes { get; init; }

    public required ValueArray<string> OverrideTargets { get; init; }

    public required ValueArray<MediaSlot> MediaSlots { get; init; }

    public required ValueArray<FirmwareComponent> Firmware { get; init; }

    public required string BiosRegistry { get; init; }

    public required ValueArray<BiosAttribute> Bios { get; init; }

    /// <summary>The version of a component, or an empty text.</summary>
    public string VersionOf(string component) => Firmware.FirstOrDefault(entry => entry.Id == component)?.Version ?? "";
}
