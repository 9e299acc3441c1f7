using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Operations;

/// <summary>A server as the store has it.</summary>
public sealed record ServerSnapshot
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its BMC is.</summary>
    public required string Address { get; init; }

    /// <summary>Who owns it.</summary>
    public required ClaimId Claim { get; init; }

    /// <summary>What is known of it.</summary>
    public required ServerObserved Observed { get; init; }

    /// <summary>Its conditions.</summary>
    public ValueArray<Condition> Conditions { get; init; }

    /// <summary>The digest of the last receipt, lower-case hex; null: none.</summary>
    public string? ReceiptHead { get; init; }

    /// <summary>How many receipts there are.</summary>
    public int ReceiptCount { get; init; }
}
