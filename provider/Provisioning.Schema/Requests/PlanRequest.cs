using Provisioning.Schema.Values;

namespace Provisioning.Schema.Requests;

/// <summary>Asks what would happen. A null <see cref="Prior"/> is a create, a null <see cref="Config"/> a delete.</summary>
public sealed record PlanRequest
{
    /// <summary>The type, with the provider's prefix: <c>baremetal_server</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The state before; <see cref="Value.Null"/> for a create.</summary>
    public required Value Prior { get; init; }

    /// <summary>What the user wrote, write-only values included; <see cref="Value.Null"/> for a delete. May hold unknowns.</summary>
    public required Value Config { get; init; }

    /// <summary>What came back as private from the last apply, read or import; empty at a create.</summary>
    public required ReadOnlyMemory<byte> PriorPrivate { get; init; }
}
