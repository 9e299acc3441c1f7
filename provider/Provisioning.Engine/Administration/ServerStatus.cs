using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Administration;

/// <summary>One server as the store has it.</summary>
public sealed record ServerStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Who owns it.</summary>
    public required ClaimId Claim { get; init; }

    /// <summary>Whether its claim is finished: the machine was taken as far as it was asked to.</summary>
    public required bool Finished { get; init; }

    /// <summary>Whether it was forgotten.</summary>
    public bool Forgotten { get; init; }

    /// <summary>Who the machine is; null: never seen.</summary>
    public ServerIdentity? Identity { get; init; }

    /// <summary>Where its BMC is.</summary>
    public required string Address { get; init; }

    /// <summary>The BMC certificate that is trusted, SHA-256 as lower-case hex; null: the next one that is seen.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Where in its life it is.</summary>
    public required LifecycleState Lifecycle { get; init; }

    /// <summary>Host power as last seen.</summary>
    public PowerState? Power { get; init; }

    /// <summary>The attempt, from 1; null: none yet.</summary>
    public int? Attempt { get; init; }

    /// <summary>The stage under way or next; null: none.</summary>
    public Stage? Stage { get; init; }

    /// <summary>The id of the step under way or next; null: none.</summary>
    public string? Step { get; init; }

    /// <summary>That step's title.</summary>
    public string? StepTitle { get; init; }

    /// <summary>The latest progress of that step; null: none.</summary>
    public string? Progress { get; init; }

    /// <summary>The operation that works on it; null: none.</summary>
    public string? Operation { get; init; }

    /// <summary>How much longer it is thought to take; null: nothing is under way.</summary>
    public double? MinutesLeft { get; init; }

    /// <summary>Conditions beside the lifecycle.</summary>
    public ValueArray<Condition> Conditions { get; init; }

    /// <summary>What is wrong; null: nothing.</summary>
    public FaultNote? Fault { get; init; }

    /// <summary>An operator's stop; null: none.</summary>
    public HoldNote? Hold { get; init; }

    /// <summary>When it was last looked at; null: never.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>The digest of the last receipt; null: none.</summary>
    public string? ReceiptHead { get; init; }

    /// <summary>How many receipts there are.</summary>
    public int ReceiptCount { get; init; }
}
