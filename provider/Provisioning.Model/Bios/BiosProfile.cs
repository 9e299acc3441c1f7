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
