namespace Provisioning.Bmc.Quirks;

/// <summary>One deviation of one kind of BMC, and what the driver does about it.</summary>
internal sealed record QuirkEntry
{
    /// <summary>Unique over all packs.</summary>
    public required string Id { get; init; }

    /// <summary>What it applies to.</summary>
    public required QuirkScope Scope { get; init; }

    /// <summary>What it changes.</summary>
    public required QuirkBehaviour Behaviour { get; init; }

    /// <summary>To what.</summary>
    public required string Value { get; init; }

    /// <summary>How well it is known.</summary>
    public required QuirkConfidence Confidence { get; init; }

    /// <summary>Where it is known from.</summary>
    public required string Citation { get; init; }
}
