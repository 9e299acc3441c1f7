using Provisioning.Model.Collections;

namespace Provisioning.Api.Discovery;

/// <summary>A BIOS attribute of a machine, with what its BMC's registry says of it.</summary>
public sealed record BiosAttribute
{
    /// <summary>Its name, as a profile writes it.</summary>
    public required string Name { get; init; }

    /// <summary>The value in force.</summary>
    public required string Value { get; init; }

    /// <summary>The value that waits for the next restart; null: none.</summary>
    public string? Pending { get; init; }

    /// <summary><c>enumeration</c>, <c>text</c>, <c>number</c>, <c>flag</c> or <c>password</c>; null: the registry does not tell.</summary>
    public string? Type { get; init; }

    /// <summary>Whether it cannot be written.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The values that an enumeration can have.</summary>
    public ValueArray<string> AllowedValues { get; init; }

    /// <summary>The least value of a number; null: not told.</summary>
    public long? Least { get; init; }

    /// <summary>The largest value of a number; null: not told.</summary>
    public long? Most { get; init; }

    /// <summary>The greatest length of a text; null: not told.</summary>
    public int? Longest { get; init; }
}
