using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Requests;

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
