using Provisioning.Engine.Journals;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;

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

    private static Said Say(JournalEvent @event) => @event switch
    {
        JournalEvent.Claimed e => new("claimed", $"claim {e.Claim} on serial {e.Identity.Serial} at {e.Address}{(e.Adopted ? ", adopted as it stood" : "")}"),
        JournalEvent.Looked e => new("looked", $"lifecycle {e.Observed.Lifecycle}, power {e.Observed.Power?.ToString() ?? "not told"}"),
        JournalEvent.AttemptStarted e => new("attempt", $"attempt {e.Attempt} begins with {e.Steps.Count} steps", Attempt: e.Attempt),
        JournalEvent.AttemptResumed e => new("resumed", $"attempt {e.Attempt} goes on at {e.Step ?? "its end"}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.StepIntended e => new("intended", $"{e.Step}, try {e.Try}{Pairs(e.Witness)}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.StepAccepted e => new("accepted", $"{e.Step}{(e.TaskUri is null ? "" : $", task {e.TaskUri}")}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.StepConfirmed e => new("confirmed", $"{e.Step}{Pairs(e.Evidence)}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.StepFailed e => new("failed", $"{e.Step}: {e.Fault.Diagnostic.Summary} [{e.Fault.Diagnostic.Code}]", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.RemedyTaken e => new("remedy", $"{e.Step}: {e.Remedy}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.StageCompleted e => new("stage", $"stage {e.Stage} complete, receipt {e.Receipt.Sequence} is due", e.Stage, Attempt: e.Attempt),
        JournalEvent.ReceiptKept e => new("receipt", $"receipt {e.Sequence} kept: {e.Digest}"),
        JournalEvent.AttemptEnded e => new("ended", $"attempt {e.Attempt}: {e.State}{(e.Fault is null ? "" : $", {e.Fault.Diagnostic.Summary}")}", Attempt: e.Attempt),
        JournalEvent.Settled e => new("settled", $"as wanted, lifecycle {e.Observed.Lifecycle}"),
        JournalEvent.ClaimShown => new("shown", "a door has the server in its state"),
        JournalEvent.DataFound e => new("data", e.What),
        JournalEvent.InBandSeen e => new("in_band", $"the machine tells of itself: serial {e.Inventory.Serial}, {e.Inventory.MemoryMib} MiB"),
        JournalEvent.HoldSet e => new("hold", $"held: {e.Hold.Reason}"),
        JournalEvent.HoldLifted e => new("unhold", e.Reason),
        JournalEvent.FingerprintTrusted e => new("trust", $"trusts the BMC's certificate {e.Fingerprint ?? "that it shows next"}"),
        JournalEvent.StepResolved e => new("resolve", $"{e.Step} as {e.Resolution}", Step: e.Step, Attempt: e.Attempt),
        JournalEvent.Left e => new("left", $"managed no more ({e.Rule}): {e.Reason}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Pairs(ValueMap<string, string> pairs) =>
        pairs.Count == 0 ? "" : ": " + string.Join(", ", pairs.Take(6).Select(pair => $"{pair.Key}={pair.Value}"));

    private sealed record Said(string Kind, string Text, Stage? Stage = null, string? Step = null, int? Attempt = null);
}
