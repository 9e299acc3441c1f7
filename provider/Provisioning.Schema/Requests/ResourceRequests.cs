using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
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

/// <summary>What would happen.</summary>
public sealed record PlanReply
{
    /// <summary>The state that apply would leave, unknown where only apply can tell; null for a delete.</summary>
    public required Value Planned { get; init; }

    /// <summary>Goes back to the engine at apply, and only there.</summary>
    public ReadOnlyMemory<byte> PlannedPrivate { get; init; }

    /// <summary>The attributes whose change needs a new object.</summary>
    public ValueArray<AttributePath> RequiresReplace { get; init; }

    /// <summary>What is worth saying, and what forbids it.</summary>
    public ValueArray<Diagnostic> Diagnostics { get; init; }
}

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

/// <summary>What was done.</summary>
public sealed record ApplyReply
{
    /// <summary>The state after: null after a delete, and after a create that failed (nothing is tainted, so nothing is destroyed).</summary>
    public required Value State { get; init; }

    /// <summary>Kept beside the state.</summary>
    public ReadOnlyMemory<byte> Private { get; init; }

    /// <summary>What went wrong or is worth saying.</summary>
    public ValueArray<Diagnostic> Diagnostics { get; init; }
}

/// <summary>Asks how it is now.</summary>
public sealed record ReadRequest
{
    /// <summary>The type.</summary>
    public required string TypeName { get; init; }

    /// <summary>The state as last known; never null.</summary>
    public required Value State { get; init; }

    /// <summary>What is kept beside the state.</summary>
    public required ReadOnlyMemory<byte> Private { get; init; }
}

/// <summary>How it is now.</summary>
public sealed record ReadReply
{
    /// <summary>The state; null where the object is gone. An unreachable BMC is neither gone nor changed: the last known state and a warning.</summary>
    public required Value State { get; init; }

    /// <summary>Kept beside the state.</summary>
    public ReadOnlyMemory<byte> Private { get; init; }

    /// <summary>What is worth saying.</summary>
    public ValueArray<Diagnostic> Diagnostics { get; init; }
}

/// <summary>Asks to adopt what exists.</summary>
public sealed record ImportRequest
{
    /// <summary>The type.</summary>
    public required string TypeName { get; init; }

    /// <summary>What the user gave, e.g. <c>gpu-n01@10.1.0.11?credential=default</c>.</summary>
    public required string Id { get; init; }
}

/// <summary>What was adopted.</summary>
public sealed record ImportReply
{
    /// <summary>The state; null where the import failed.</summary>
    public required Value State { get; init; }

    /// <summary>Kept beside the state.</summary>
    public ReadOnlyMemory<byte> Private { get; init; }

    /// <summary>What went wrong or is worth saying.</summary>
    public ValueArray<Diagnostic> Diagnostics { get; init; }
}
