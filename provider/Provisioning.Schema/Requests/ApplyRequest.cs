using Provisioning.Schema.Values;

namespace Provisioning.Schema.Requests;

/// <summary>Asks to do what was planned.</summary>
public sealed record ApplyRequest
{
    /// <summary>The type.</summary>
    public required string TypeName { get; init; }

    /// <summary>The state before; null for a create.</summary>
    public required Value Prior { get; init; }

    /// <summary>What was planned; null for a delete.</summary>
    public required Value Planned { get; init; }

    /// <summary>What the user wrote, write-only values included; null for a delete.</summary>
    public required Value Config { get; init; }

    /// <summary>What the plan gave along. On the delete leg of a replacement it is the *create* plan's.</summary>
    public required ReadOnlyMemory<byte> PlannedPrivate { get; init; }
}
