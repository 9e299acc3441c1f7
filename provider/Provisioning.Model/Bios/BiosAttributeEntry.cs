using Provisioning.Model.Collections;

namespace Provisioning.Model.Bios;

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
