using Provisioning.Engine.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Inventories;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Servers;

/// <summary>One server as the store has it: a fold over its journal rows (<see cref="ServerFold"/>), kept as a projection beside them.</summary>
public sealed record ServerRecord
{
    /// <summary>Its name; unique in a store.</summary>
    public required string Name { get; init; }

    /// <summary>The site.</summary>
    public required string Site { get; init; }

    /// <summary>Where its BMC is.</summary>
    public required string Address { get; init; }

    /// <summary>Who the machine is.</summary>
    public required ServerIdentity Identity { get; init; }

    /// <summary>Who owns it.</summary>
    public required ClaimId Claim { get; init; }

    /// <summary>The certificate that is trusted; null: the next one that is seen.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Whether the machine was taken as far as it was asked to.</summary>
    public bool Finished { get; init; }

    /// <summary>
    /// Whether a door has shown the claim since it was finished. Until then a reply may have been lost, and a create that wants the very same is
    /// answered with what was done.
    /// </summary>
    public bool Shown { get; init; }

    /// <summary>Whether it was adopted as it stood.</summary>
    public bool Adopted { get; init; }

    /// <summary>Whether it is managed no more.</summary>
    public bool Forgotten { get; init; }

    /// <summary>What is known of it, as far as stages were confirmed; null: nothing yet.</summary>
    public ServerObserved? Observed { get; init; }

    /// <summary>When it was last looked at; null: never.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>The newest attempt; null: none yet.</summary>
    public AttemptRecord? Attempt { get; init; }

    /// <summary>Conditions.</summary>
    public ValueArray<Condition> Conditions { get; init; }

    /// <summary>An operator's stop; null: none.</summary>
    public HoldNote? Hold { get; init; }

    /// <summary>Evidence that a disk bears data; null: none.</summary>
    public string? DataSeen { get; init; }

    /// <summary>What is wrong; null: nothing.</summary>
    public FaultNote? Fault { get; init; }

    /// <summary>What the agent or the installed system saw of the machine; null: nothing yet.</summary>
    public InBandInventory? InBand { get; init; }

    /// <summary>Whether an agent has told of a TPM under this claim: a machine does not lose one, so an agent that finds none is not believed.</summary>
    public bool HasTpm { get; init; }

    /// <summary>The evidence of the attestation before the installation that is on the disk (<see cref="AttestationKeys"/>); null: there was none.</summary>
    public ValueMap<string, string>? Measured { get; init; }

    /// <summary>The attempt that wrote the system that is on the disk: its phone-home ticket is the one the system has. Null: none.</summary>
    public int? ImagedAttempt { get; init; }

    /// <summary>The digest of the last receipt; null: none.</summary>
    public string? ReceiptHead { get; init; }

    /// <summary>How many receipts there are.</summary>
    public int ReceiptCount { get; init; }

    /// <summary>Receipts that are committed and not yet signed, in order.</summary>
    public ValueArray<ReceiptDraft> ReceiptsDue { get; init; }

    /// <summary>Operators' overrides since the last receipt.</summary>
    public ValueArray<OverrideNote> Overrides { get; init; }
}
