using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Administration;

/// <summary>What operators ask and say beside plans: answered from the store alone, no BMC is asked. Every word of theirs is a journal row.</summary>
public interface IServerAdministration
{
    /// <summary>How servers are; null: all that are not forgotten.</summary>
    ValueTask<ValueArray<ServerStatus>> StatusAsync(string? name, CancellationToken cancellationToken);

    /// <summary>The newest rows of the journal, oldest of them first; null: of all servers.</summary>
    ValueTask<ValueArray<HistoryEntry>> HistoryAsync(string? name, int limit, CancellationToken cancellationToken);

    /// <summary>Why a server is where it is, what it waits for, what happens next, on what evidence.</summary>
    ValueTask<Outcome<ServerExplanation>> ExplainAsync(string name, CancellationToken cancellationToken);

    /// <summary>Stops everything on a server before its next write.</summary>
    ValueTask<Outcome<ServerStatus>> HoldAsync(OperatorCaller by, string name, HoldOrder order, CancellationToken cancellationToken);

    /// <summary>Lifts a hold.</summary>
    ValueTask<Outcome<ServerStatus>> UnholdAsync(OperatorCaller by, string name, CancellationToken cancellationToken);

    /// <summary>Trusts another certificate of the BMC; null: whatever it shows at the next contact.</summary>
    ValueTask<Outcome<ServerStatus>> TrustAsync(OperatorCaller by, string name, string? fingerprint, CancellationToken cancellationToken);

    /// <summary>Says of a step what the engine cannot tell.</summary>
    ValueTask<Outcome<ServerStatus>> ResolveAsync(
        OperatorCaller by, string name, string step, StepResolution resolution, CancellationToken cancellationToken);

    /// <summary>Stops managing a server and touches nothing of it. Refused while an operation works on it.</summary>
    ValueTask<Outcome<ServerStatus>> ForgetAsync(OperatorCaller by, string name, CancellationToken cancellationToken);
}

/// <summary>Who speaks.</summary>
/// <param name="Actor">The user's name.</param>
/// <param name="Door">Through which door.</param>
public sealed record OperatorCaller(string Actor, string Door);

/// <summary>A hold as it is asked for.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Until">Until when; null: until it is lifted.</param>
/// <param name="Ticket">Where it is written about; null: nowhere.</param>
public sealed record HoldOrder(string Reason, DateTimeOffset? Until, string? Ticket);

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

/// <summary>One row of the journal, for a person.</summary>
public sealed record HistoryEntry
{
    /// <summary>Its place in the journal, rising.</summary>
    public required long Sequence { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>About which server.</summary>
    public required string Server { get; init; }

    /// <summary>What it is, e.g. <c>intended</c>, <c>accepted</c>, <c>confirmed</c>, <c>failed</c>, <c>hold</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The stage, where there is one.</summary>
    public Stage? Stage { get; init; }

    /// <summary>The step, where there is one.</summary>
    public string? Step { get; init; }

    /// <summary>The attempt, where there is one.</summary>
    public int? Attempt { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Text { get; init; }

    /// <summary>Who caused it.</summary>
    public required string Actor { get; init; }

    /// <summary>Through which door.</summary>
    public required string Door { get; init; }

    /// <summary>In which operation; null: none.</summary>
    public string? Operation { get; init; }

    /// <summary>The generation of the engine that wrote it.</summary>
    public required long Epoch { get; init; }
}

/// <summary>Why a server is where it is.</summary>
/// <param name="Server">Which.</param>
/// <param name="Position">One sentence: where it is.</param>
/// <param name="Because">Why, a sentence each.</param>
/// <param name="WaitsFor">What it waits for; empty: nothing.</param>
/// <param name="Next">What happens next, in order.</param>
/// <param name="Evidence">What this rests on.</param>
/// <param name="ObservedAt">When the machine was last looked at; null: never.</param>
public sealed record ServerExplanation(
    string Server,
    string Position,
    ValueArray<string> Because,
    ValueArray<string> WaitsFor,
    ValueArray<string> Next,
    ValueArray<EvidenceNote> Evidence,
    DateTimeOffset? ObservedAt);

/// <summary>One thing that was seen.</summary>
/// <param name="At">When.</param>
/// <param name="Source">Where it comes from, e.g. <c>journal row 17</c>.</param>
/// <param name="Text">What it says.</param>
public sealed record EvidenceNote(DateTimeOffset At, string Source, string Text);
