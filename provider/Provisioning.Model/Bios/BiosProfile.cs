using Provisioning.Model.Collections;

namespace Provisioning.Model.Bios;

/// <summary>BIOS settings that a server must have.</summary>
public sealed record BiosProfile
{
    /// <summary>The document's name.</summary>
    public required string Name { get; init; }

    /// <summary>Raw attribute names and values as text; the BMC's attribute registry gives types and limits.</summary>
    public ValueMap<string, string> Attributes { get; init; } = ValueMap<string, string>.Empty;
}

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

/// <summary>What the attribute registry says of one attribute (DSP0266, AttributeRegistry schema).</summary>
public sealed record BiosAttributeEntry
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required BiosAttributeType Type { get; init; }

    /// <summary>Whether it cannot be written; false also means "not told".</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Allowed values of an enumeration.</summary>
    public ValueArray<string> AllowedValues { get; init; }

    /// <summary>Least value of an integer.</summary>
    public long? LowerBound { get; init; }

    /// <summary>Largest value of an integer.</summary>
    public long? UpperBound { get; init; }

    /// <summary>Step of an integer.</summary>
    public long? ScalarIncrement { get; init; }

    /// <summary>Least length of a string.</summary>
    public int? MinLength { get; init; }

    /// <summary>Largest length of a string.</summary>
    public int? MaxLength { get; init; }
}

/// <summary>Types of BIOS attributes.</summary>
public enum BiosAttributeType
{
    /// <summary>One of a list of values.</summary>
    Enumeration = 1,

    /// <summary>A text.</summary>
    Text = 2,

    /// <summary>A whole number.</summary>
    Whole = 3,

    /// <summary>True or false.</summary>
    Flag = 4,

    /// <summary>A password: never read back, never managed here.</summary>
    Password = 5,
}
