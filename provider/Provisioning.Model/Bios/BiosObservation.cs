using Provisioning.Model.Collections;

namespace Provisioning.Model.Bios;

/// <summary>What a BMC says of the BIOS.</summary>
public sealed record BiosObservation
{
    /// <summary>The values in force now, as text (<c>true</c>/<c>false</c> for booleans, decimal for integers).</summary>
    public required ValueMap<string, string> Current { get; init; }

    /// <summary>Values that wait for the next reset; only those that differ from <see cref="Current"/>.</summary>
    public required ValueMap<string, string> Pending { get; init; }

    /// <summary>The registry's id, or null where the BMC names none.</summary>
    public string? RegistryId { get; init; }

    /// <summary>The entries of the registry for the attributes that were asked for; an attribute without one is not told.</summary>
    public ValueMap<string, BiosAttributeEntry> Entries { get; init; } = ValueMap<string, BiosAttributeEntry>.Empty;
}
