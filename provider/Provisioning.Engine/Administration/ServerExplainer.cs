using System.Globalization;
using Provisioning.Engine.Execution;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Engine.Administration;

/// <summary>Says in sentences why a server is where it is. Pure.</summary>
internal static class ServerExplainer
{
    private const int MostAboutAStep = 6;

    public static ServerExplanation Explain(ServerRecord record, ValueArray<JournalRow> rows, RunningOperation? running, DateTimeOffset now)
    {
        var because = new List<string>();
        var waits = new List<string>();
        var next = new List<string>();
        var open = record.Attempt is { State: AttemptState.Open } attempt ? attempt : null;
        if (record.Forgotten) because.Add("It is managed no more.");
        if (record.Hold is { } hold && hold.IsInForce(now)) waits.Add(Hold(hold));
        if (record.Fault is { } fault)
            because.Add(string.Create(CultureInfo.InvariantCulture, $"{fault.Diagnostic.Summary} [{fault.Diagnostic.Code}], after {fault.Tries} tries of {fault.Step ?? "the look"}."));
        if (open?.NextStep is { } step)
        {
            because.Add(string.Create(CultureInfo.InvariantCulture, $"Attempt {open.Number} is at \"{step.Title}\": {step.Reason}."));
            if (running is not null) waits.Add(running.LastProgress ?? step.Title);
            else waits.Add("the next apply, which goes on at this step and brings the logins; nothing runs now");
            foreach (var later in open.Steps)
            {
                if (!open.Progress.TryGetValue(later.Id, out var known) || known.State != StepState.Confirmed) next.Add(later.Title);
            }
        }
        else if (!record.Finished && !record.Forgotten)
        {
            because.Add(record.Attempt is { } ended ? $"Attempt {ended.Number} ended: {ended.State}." : "It was claimed and nothing was begun.");
            waits.Add("the next apply");
        }

        if (record.DataSeen is { } data) because.Add($"A disk bears data: {data}");
        because.AddRange(record.Conditions.Select(ConditionText.Of).OfType<string>());
        return new ServerExplanation(
            record.Name,
            Position(record),
            because.ToValueArray(),
            waits.ToValueArray(),
            next.ToValueArray(),
            Evidence(record, open?.NextStep?.Id ?? record.Fault?.Step, rows),
            record.ObservedAt);
    }

    private static string Position(ServerRecord record)
    {
        var state = record.Observed?.Lifecycle ?? LifecycleState.Discovered;
        return $"{record.Name} is {state}{(record.Finished || record.Forgotten ? "" : ", and not yet as far as was asked")}.";
    }

    private static string Hold(HoldNote hold)
    {
        var until = hold.Until is { } end ? string.Create(CultureInfo.InvariantCulture, $", or for {end.UtcDateTime:u}") : "";
        return $"{hold.Actor} to lift the hold{until}: {hold.Reason}{(hold.Ticket is null ? "" : $" [{hold.Ticket}]")}";
    }

    /// <summary>What the sentences rest on: the rows about the step that it is at, and the newest of each other kind that bears on them.</summary>
    private static ValueArray<EvidenceNote> Evidence(ServerRecord record, string? step, ValueArray<JournalRow> rows)
    {
        var told = rows.Select(row => (Row: row, Text: JournalText.Of(row))).ToList();
        var about = told.Where(one => step is not null && one.Text.Step == step).TakeLast(MostAboutAStep);
        var newest = told.Where(one => one.Row.Entry.Event is JournalEvent.Claimed or JournalEvent.Looked or JournalEvent.Settled or JournalEvent.AttemptStarted
            or JournalEvent.AttemptEnded or JournalEvent.DataFound or JournalEvent.HoldSet or JournalEvent.HoldLifted or JournalEvent.StageCompleted or JournalEvent.Left)
            .GroupBy(one => one.Text.Kind).Select(group => group.Last());
        var notes = about.Concat(newest).DistinctBy(one => one.Row.Sequence).OrderBy(one => one.Row.Sequence)
            .Select(one => new EvidenceNote(
                one.Row.Entry.At,
                string.Create(CultureInfo.InvariantCulture, $"journal row {one.Row.Sequence}"),
                one.Text.Step is null ? $"{one.Text.Kind}: {one.Text.Text}" : $"{one.Text.Kind} {one.Text.Step}: {one.Text.Text}"))
            .ToList();
        foreach (var line in record.Fault?.Evidence ?? ValueArray<string>.Empty)
            notes.Add(new EvidenceNote(rows.IsEmpty ? record.ObservedAt ?? default : rows[^1].Entry.At, "fault", line));
        return notes.ToValueArray();
    }
}
