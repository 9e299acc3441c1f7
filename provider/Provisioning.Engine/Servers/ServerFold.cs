using System.Diagnostics;
using Provisioning.Engine.Attestation;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Planning;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Engine.Servers;

/// <summary>What a server is, as a fold over its journal rows. Pure: the projections can be made again from the journal.</summary>
public static class ServerFold
{
    private static readonly ValueMap<string, string> Nothing = ValueMap<string, string>.Empty;

    /// <summary>The record after a row.</summary>
    /// <param name="before">The record before it; null before the first row, which is a claim.</param>
    /// <param name="entry">The row.</param>
    public static ServerRecord Apply(ServerRecord? before, JournalEntry entry)
    {
        if (entry.Event is JournalEvent.Claimed claimed) return Claim(before, entry, claimed);
        Debug.Assert(before is not null, "The first row of a server is its claim.");
        return entry.Event switch
        {
            JournalEvent.Looked looked => before with
            {
                Address = looked.Address,
                Fingerprint = looked.Fingerprint,
                Observed = looked.Observed,
                ObservedAt = entry.At,
                Conditions = looked.Conditions,
            },
            JournalEvent.AttemptStarted started => before with { Attempt = Begin(entry, started), Fault = null },
            JournalEvent.AttemptResumed => Resume(before),
            JournalEvent.StepIntended intended => WithStep(before, intended.Step, step => step with
            {
                State = StepState.Intended,
                Tries = intended.Try,
                Since = entry.At,
                Witness = intended.Witness,
                TaskUri = null,
            }),
            JournalEvent.StepAccepted accepted => WithStep(before, accepted.Step, step => step with
            {
                State = StepState.Accepted,
                Since = entry.At,
                TaskUri = accepted.TaskUri,
            }),
            JournalEvent.StepConfirmed confirmed => WithStep(before, confirmed.Step, step => step with
            {
                State = StepState.Confirmed,
                Since = entry.At,
                Evidence = confirmed.Evidence,
            }) with
            { Fault = null },
            JournalEvent.StepFailed failed => WithStep(before, failed.Step, step => step with
            {
                State = StepState.Failed,
                Since = entry.At,
                Failures = step.Failures + 1,
            }) with
            { Fault = failed.Fault },
            JournalEvent.RemedyTaken taken => WithStep(before, taken.Step, step => step with
            {
                State = step.State == StepState.Failed ? StepState.Again : step.State,
                Remedies = step.Remedies.Add(taken.Remedy),
            }),
            JournalEvent.StageCompleted completed => before with
            {
                Observed = completed.Observed,
                ObservedAt = entry.At,
                ReceiptsDue = before.ReceiptsDue.Add(completed.Receipt),
                Overrides = ValueArray<OverrideNote>.Empty,
                Attempt = before.Attempt is null ? null : before.Attempt with { Committed = before.Attempt.Committed.Add(completed.Stage) },
                Measured = completed.Stage == Stage.Imaging ? MeasuredBy(before.Attempt) : before.Measured,
                ImagedAttempt = completed.Stage == Stage.Imaging ? completed.Attempt : before.ImagedAttempt,
                DataSeen = completed.Stage == Stage.Imaging ? null : before.DataSeen,
            },
            JournalEvent.InBandSeen seen => before with { InBand = seen.Inventory, HasTpm = before.HasTpm || seen.Inventory.TpmPresent == true },
            JournalEvent.ReceiptKept kept => before with
            {
                ReceiptHead = kept.Digest,
                ReceiptCount = kept.Sequence,
                ReceiptsDue = before.ReceiptsDue.Where(draft => draft.Sequence != kept.Sequence).ToValueArray(),
            },
            JournalEvent.AttemptEnded ended => before with
            {
                Attempt = before.Attempt is null ? null : before.Attempt with { State = ended.State },
                Fault = ended.Fault,
            },
            JournalEvent.Settled settled => before with
            {
                Finished = true,
                Observed = settled.Observed,
                ObservedAt = entry.At,
                Conditions = settled.Conditions,
                Fault = null,
            },
            JournalEvent.ClaimShown => before with { Shown = true },
            JournalEvent.DataFound found => before with { DataSeen = found.What },
            JournalEvent.HoldSet set => Overridden(before with { Hold = set.Hold }, "hold", entry, set.Hold.Reason),
            JournalEvent.HoldLifted lifted => Overridden(before with { Hold = null }, "unhold", entry, lifted.Reason),
            JournalEvent.FingerprintTrusted trusted =>
                Overridden(before with { Fingerprint = trusted.Fingerprint }, "trust", entry, trusted.Fingerprint ?? "the next one that is seen"),
            JournalEvent.StepResolved resolved => Overridden(Resolve(before, entry, resolved), "resolve", entry, $"{resolved.Step} {resolved.Resolution}"),
            JournalEvent.Left => before with { Forgotten = true, Hold = null, Fault = null },
            _ => throw new UnreachableException(),
        };
    }

    // The measurements of the system that is on the disk; those of an attempt that wrote nothing are not.
    private static ValueMap<string, string>? MeasuredBy(AttemptRecord? attempt) =>
        attempt is not null && attempt.Progress.TryGetValue(StepIds.Attest, out var step) && !step.Evidence.IsEmpty ? step.Evidence : null;

    // A name that is claimed anew starts afresh; what is known of data on its disks stays, for the same machine only.
    private static ServerRecord Claim(ServerRecord? before, JournalEntry entry, JournalEvent.Claimed claimed)
    {
        if (before is not null && before.Claim == claimed.Claim)
        {
            // The same claim taken up again: its receipts and attempts are one chain.
            return before with
            {
                Address = claimed.Address,
                Identity = claimed.Identity,
                Fingerprint = claimed.Fingerprint,
                Adopted = claimed.Adopted,
                Finished = claimed.Finished,
                Forgotten = false,
                ObservedAt = entry.At,
            };
        }

        var sameMachine = before is not null && before.Identity.Uuid == claimed.Identity.Uuid && before.Identity.Serial == claimed.Identity.Serial;
        return new ServerRecord
        {
            Name = entry.Server,
            Site = claimed.Site,
            Address = claimed.Address,
            Identity = claimed.Identity,
            Claim = claimed.Claim,
            Fingerprint = claimed.Fingerprint,
            Adopted = claimed.Adopted,
            Finished = claimed.Finished,
            ObservedAt = entry.At,
            DataSeen = sameMachine ? before!.DataSeen ?? Written(before) : null,
            Hold = sameMachine ? before!.Hold : null,
        };
    }

    private static string? Written(ServerRecord record) =>
        record.Observed?.ImageId is { } image ? $"{image} was written under claim {record.Claim}" : null;

    private static AttemptRecord Begin(JournalEntry entry, JournalEvent.AttemptStarted started) => new()
    {
        Number = started.Attempt,
        Operation = entry.Operation ?? "",
        DesiredDigest = started.DesiredDigest,
        StartedAt = entry.At,
        State = AttemptState.Open,
        Steps = started.Steps,
        Remedies = started.Remedies,
        Before = started.Before,
    };

    // Whoever resumes brings fresh patience: the rungs of the ladder may be used again.
    private static ServerRecord Resume(ServerRecord record)
    {
        if (record.Attempt is not { } attempt) return record;
        var progress = ValueMap<string, StepRecord>.From(attempt.Progress.Select(entry => KeyValuePair.Create(
            entry.Key,
            entry.Value with
            {
                Remedies = ValueArray<Remedy>.Empty,
                State = entry.Value.State == StepState.Failed ? StepState.Again : entry.Value.State,
            })));
        return record with { Fault = null, Attempt = attempt with { State = AttemptState.Open, Progress = progress } };
    }

    private static ServerRecord WithStep(ServerRecord record, string id, Func<StepRecord, StepRecord> change)
    {
        if (record.Attempt is not { } attempt) return record;
        var step = attempt.Progress.TryGetValue(id, out var known)
            ? known
            : new StepRecord(StepState.Again, 0, attempt.StartedAt, Nothing, Nothing, null, ValueArray<Remedy>.Empty);
        return record with { Attempt = attempt with { Progress = attempt.Progress.Set(id, change(step)) } };
    }

    private static ServerRecord Resolve(ServerRecord record, JournalEntry entry, JournalEvent.StepResolved resolved)
    {
        if (resolved.Resolution == StepResolution.Abandon)
        {
            return record with { Attempt = record.Attempt is null ? null : record.Attempt with { State = AttemptState.Failed } };
        }

        var state = resolved.Resolution == StepResolution.Done ? StepState.Confirmed : StepState.Again;
        var changed = WithStep(record, resolved.Step, step => step with { State = state, Since = entry.At });
        return changed with { Fault = null, Attempt = changed.Attempt is null ? null : changed.Attempt with { State = AttemptState.Open } };
    }

    private static ServerRecord Overridden(ServerRecord record, string kind, JournalEntry entry, string reason) =>
        record with { Overrides = record.Overrides.Add(new OverrideNote(kind, entry.Actor, entry.At, reason)) };
}
