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
    public static ServerExplanation Explain(ServerRecord record, ValueArray<JournalRow> rows, RunningOperation? running, DateTimeOffset now)
    {
        var because = new List<string>();
        var waits = new List<string>();
        var next = new List<string>();
        var open = record.Attempt is { State: AttemptState.Open } attempt ? attempt : null;
        if (record.Forgotten) because.Add("It is managed no more.");
        if (record.Hold is { } hold && hold.IsInForce(now)) waits.Add($"{hold.Actor} to lift the hold: {hold.Reason}");
        if (record.Fault is { } fault)
            because.Add(string.Create(CultureInfo.InvariantCulture, $"{fault.Diagnostic.Summary} [{fault.Diagnostic.Code}], after {fault.Tries} tries of {fault.Step ?? "the look"}."));
        if (open?.NextStep is { } step)
        {
            because.Add(string.Create(CultureInfo.InvariantCulture, $"Attempt {open.Number} is at \"{step.Title}\": {step.Reason}."));
            if (running is not null) waits.Add(running.LastProgress ?? step.Title);
            else waits.Add("a door to apply again: the attempt is not ended, and its credentials are not kept");
            foreach (var later in open.Steps)
            {
                if (!open.Progress.TryGetValue(later.Id, out var known) || known.State != StepState.Confirmed) next.Add(later.Title);
            }
        }
        else if (!record.Finished && !record.Forgotten)
        {
            because.Add(record.Attempt is { } ended ? $"Attempt {ended.Number} ended: {ended.State}." : "It was claimed and nothing was begun.");
            waits.Add("a door to apply again");
        }

        if (record.DataSeen is { } data) because.Add($"A disk bears data: {data}");
        return new ServerExplanation(
            record.Name,
            Position(record),
            because.ToValueArray(),
            waits.ToValueArray(),
            next.ToValueArray(),
            Evidence(record, rows),
            record.ObservedAt);
    }

    private static string Position(ServerRecord record)
    {
        var state = record.Observed?.Lifecycle ?? LifecycleState.Discovered;
        return $"{record.Name} is {state}{(record.Finished ? "" : ", and its claim is not finished")}.";
    }

    private static ValueArray<EvidenceNote> Evidence(ServerRecord record, ValueArray<JournalRow> rows)
    {
        var notes = new List<EvidenceNote>();
        foreach (var row in rows.Skip(Math.Max(0, rows.Count - 12)))
            notes.Add(new EvidenceNote(row.Entry.At, string.Create(CultureInfo.InvariantCulture, $"journal row {row.Sequence}"), JournalText.Of(row).Text));
        foreach (var line in record.Fault?.Evidence ?? ValueArray<string>.Empty)
            notes.Add(new EvidenceNote(rows.IsEmpty ? record.ObservedAt ?? default : rows[^1].Entry.At, "fault", line));
        return notes.ToValueArray();
    }
}
