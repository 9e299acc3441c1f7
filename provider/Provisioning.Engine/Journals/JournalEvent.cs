using Provisioning.Engine.Attestation;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Inventories;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Journals;

/// <summary>What a row of the journal says. Never holds a secret. Facts only: a record is a fold over them.</summary>
public abstract record JournalEvent
{
    private JournalEvent()
    {
    }

    /// <summary>A machine was claimed.</summary>
    public sealed record Claimed(
        string Site, string Address, ServerIdentity Identity, ClaimId Claim, string? Fingerprint, bool Adopted, bool Finished) : JournalEvent;

    /// <summary>A look showed something new.</summary>
    public sealed record Looked(string Address, string? Fingerprint, ServerObserved Observed, ValueArray<Condition> Conditions) : JournalEvent;

    /// <summary>An attempt began.</summary>
    public sealed record AttemptStarted(
        int Attempt, string DesiredDigest, ValueArray<PlannedStep> Steps, ValueArray<Remedy> Remedies, ValueMap<string, string> Before)
        : JournalEvent;

    /// <summary>Another operation went on with an attempt.</summary>
    public sealed record AttemptResumed(int Attempt, string? Step) : JournalEvent;

    /// <summary>About to act.</summary>
    public sealed record StepIntended(int Attempt, string Step, int Try, ValueMap<string, string> Witness) : JournalEvent;

    /// <summary>The machine took it.</summary>
    public sealed record StepAccepted(int Attempt, string Step, string? TaskUri, string? ETag, DateTimeOffset? BmcClock) : JournalEvent;

    /// <summary>What the step was for was seen.</summary>
    public sealed record StepConfirmed(int Attempt, string Step, ValueMap<string, string> Evidence) : JournalEvent;

    /// <summary>The step failed.</summary>
    public sealed record StepFailed(int Attempt, string Step, FaultNote Fault) : JournalEvent;

    /// <summary>A rung of the ladder was used.</summary>
    public sealed record RemedyTaken(int Attempt, string Step, Remedy Remedy, ValueArray<string> Evidence) : JournalEvent;

    /// <summary>A stage is complete, and its receipt is due.</summary>
    public sealed record StageCompleted(int Attempt, Stage Stage, ServerObserved Observed, ReceiptDraft Receipt) : JournalEvent;

    /// <summary>The receipt that was due first is signed and kept.</summary>
    public sealed record ReceiptKept(int Sequence, string Digest) : JournalEvent;

    /// <summary>An attempt ended.</summary>
    public sealed record AttemptEnded(int Attempt, AttemptState State, FaultNote? Fault) : JournalEvent;

    /// <summary>The server is what it should be; the claim is finished.</summary>
    public sealed record Settled(ServerObserved Observed, ValueArray<Condition> Conditions) : JournalEvent;

    /// <summary>A door showed the claim: it has the server in its state, so nobody creates it anew by right.</summary>
    public sealed record ClaimShown : JournalEvent;

    /// <summary>A disk bears data.</summary>
    public sealed record DataFound(string What) : JournalEvent;

    /// <summary>The machine told of itself, in band.</summary>
    public sealed record InBandSeen(InBandInventory Inventory) : JournalEvent;

    /// <summary>Stop.</summary>
    public sealed record HoldSet(HoldNote Hold) : JournalEvent;

    /// <summary>Go on.</summary>
    public sealed record HoldLifted(string Reason) : JournalEvent;

    /// <summary>Another certificate is trusted; null: the next one that is seen.</summary>
    public sealed record FingerprintTrusted(string? Fingerprint) : JournalEvent;

    /// <summary>An operator decided what the engine could not tell.</summary>
    public sealed record StepResolved(int Attempt, string Step, StepResolution Resolution) : JournalEvent;

    /// <summary>The machine is managed no more.</summary>
    public sealed record Left(DestroyRule Rule, string Reason) : JournalEvent;
}
