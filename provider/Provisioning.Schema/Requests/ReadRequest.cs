using Provisioning.Schema.Values;

namespace Provisioning.Schema.Requests;

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
