using System.Globalization;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Administration;

/// <summary>Journal rows in words.</summary>
internal static class JournalText
{
    public static HistoryEntry Of(JournalRow row)
    {
        var entry = row.Entry;
        var said = Say(entry.Event);
        return new HistoryEntry
        {
            Sequence = row.Sequence,
            At = entry.At,
            Server = entry.Server,
            Kind = said.Kind,
            Stage = said.Stage,
            Step = said.Step,
            Attempt = said.Attempt,
            Text = said.Text,
            Actor = entry.Actor,
            Door = entry.Door,
            Operation = entry.Operation,
            Epoch = row.Epoch,
        };
    }

    /// <summary>What the row says beside its step, which has a place of its own.</summary>
    private static Said Say(JournalEvent @event) => @event switch
    {
        JournalEvent.Claimed e => new("claimed", $"claim {e.Claim} on serial {e.Identity.Serial} at {e.Address}{(e.Adopted ? ", adopted as it stood" : "")}"),
        JournalEvent.Looked e => new("looked", $"lifecycle {e.Observed.Lifecycle}, power {e.Observed.Power?.ToString() ?? "not told"}"),
        JournalEvent.AttemptStarted e => new("attempt", $"attempt {e.Attempt} begins with {e.Steps.Count} steps", Attempt: e.Attempt),
        JournalEvent.AttemptResumed e => new("resumed", $"attempt {e.Attempt} goes on{(e.Step is null ? " at its end" : "")}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.StepIntended e => new("intended", $"try {e.Try}{Pairs(e.Witness)}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.StepAccepted e => new("accepted", e.TaskUri is null ? "the order was taken" : $"the order was taken as task {e.TaskUri}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.StepConfirmed e => new("confirmed", $"seen to be done{Pairs(e.Evidence)}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.StepFailed e => new("failed", $"{e.Fault.Diagnostic.Summary} [{e.Fault.Diagnostic.Code}]", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.RemedyTaken e => new("remedy", $"{e.Remedy}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.StageCompleted e => new("stage", $"stage {e.Stage} complete, receipt {e.Receipt.Sequence} is due", e.Stage, Attempt: e.Attempt),
        JournalEvent.ReceiptKept e => new("receipt", $"receipt {e.Sequence} kept: {e.Digest}"),
        JournalEvent.AttemptEnded e => new("ended", $"attempt {e.Attempt}: {e.State}{(e.Fault is null ? "" : $", {e.Fault.Diagnostic.Summary} [{e.Fault.Diagnostic.Code}]")}", Attempt: e.Attempt),
        JournalEvent.Settled e => new("settled", $"as wanted, lifecycle {e.Observed.Lifecycle}"),
        JournalEvent.ClaimShown => new("shown", "the claim came back from the door's saved state, so it is kept there"),
        JournalEvent.DataFound e => new("data", e.What),
        JournalEvent.InBandSeen e => new("in_band", $"the machine tells of itself: serial {e.Inventory.Serial}, {e.Inventory.MemoryMib} MiB"),
        JournalEvent.HoldSet e => new("hold", $"held{Until(e.Hold.Until)}: {e.Hold.Reason}{(e.Hold.Ticket is null ? "" : $" [{e.Hold.Ticket}]")}"),
        JournalEvent.HoldLifted e => new("unhold", e.Reason),
        JournalEvent.FingerprintTrusted e => new("trust", $"trusts the BMC's certificate {e.Fingerprint ?? "that it shows next"}"),
        JournalEvent.StepResolved e => new("resolve", $"taken as {Word(e.Resolution)}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.Left e => new("left", $"managed no more, {Word(e.Rule)}: {e.Reason}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Until(DateTimeOffset? until) =>
        until is { } end ? string.Create(CultureInfo.InvariantCulture, $" until {end.UtcDateTime:u}") : "";

    private static string Word(StepResolution resolution) => resolution switch
    {
        StepResolution.Done => "done",
        StepResolution.Retry => "to be done again",
        _ => "given up",
    };

    private static string Word(DestroyRule rule) => rule switch
    {
        DestroyRule.Forget => "nothing of the machine was touched",
        DestroyRule.PowerOff => "its power was cut",
        _ => "its disks were erased",
    };

    private static string Pairs(ValueMap<string, string> pairs) =>
        pairs.Count == 0 ? "" : ": " + string.Join(", ", pairs.Take(6).Select(pair => $"{pair.Key}={pair.Value}"));

    private sealed record Said(string Kind, string Text, Stage? Stage = null, string? Step = null, int? Attempt = null);
}
