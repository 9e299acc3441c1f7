using Provisioning.Model.Bios;

namespace Provisioning.Bmc.Capabilities;

/// <summary>The BIOS.</summary>
internal sealed record BiosLayout
{
    /// <summary>Where pending settings are; empty: nowhere.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Whether "on reset" is an apply time that it offers.</summary>
    public bool AppliesOnReset { get; init; }

    /// <summary>The registry's id; empty: none is named.</summary>
    public string RegistryId { get; init; } = "";

    /// <summary>Whether values are objects around the value, which cannot be written.</summary>
    public bool Wrapped { get; init; }

    /// <summary>Entries of the registry, by attribute; null: the registry has none.</summary>
    public IReadOnlyDictionary<string, BiosAttributeEntry?> Entries { get; init; } = new Dictionary<string, BiosAttributeEntry?>();
}
