using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Requests;

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
