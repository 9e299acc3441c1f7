using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Requests;

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
