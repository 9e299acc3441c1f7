using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Requests;

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
