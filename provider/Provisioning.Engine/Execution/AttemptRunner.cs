using Provisioning.Engine.Attestation;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Planning;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Execution;

/// <summary>Runs the steps of the open attempt, in order, and commits each stage with its receipt.</summary>
internal sealed class AttemptRunner(OperationScope scope, StepRegistry registry)
{
    /// <summary>Runs to the end of the attempt, or to the first step that does not come to its end.</summary>
    public async ValueTask<(StepEnd End, PlannedStep? Step)> RunAsync(CancellationToken caller, CancellationToken cancellationToken)
    {
        if (await ReceiptOutbox.FlushAsync(scope, cancellationToken) is { } unsigned) return (new StepEnd.GaveUp(unsigned, IsFinal: false), null);
        await CommitStagesAsync(cancellationToken);
        foreach (var step in scope.Record.Attempt!.Steps)
        {
            if (IsConfirmed(step)) continue;
            // A machine that we shut down is started again before anybody's cancel counts.
            var canStop = WasShutDownFor(step) ? CancellationToken.None : caller;
            if (canStop.IsCancellationRequested) return (new StepEnd.Stopped(false), step);
            if (scope.Forbids() is { } forbidden) return (new StepEnd.GaveUp(forbidden, IsFinal: false), step);
            var end = await new StepRunner(scope, registry.Of(step.Kind), step, canStop).RunAsync(cancellationToken);
            if (end is not StepEnd.Confirmed) return (end, step);
            if (await CommitStagesAsync(cancellationToken) is { } fault) return (new StepEnd.GaveUp(fault, IsFinal: false), step);
        }

        return (new StepEnd.Confirmed(), null);
    }

    private bool WasShutDownFor(PlannedStep step) =>
        step.Kind == StepKinds.RestartIntoWindow && scope.Record.Attempt!.Steps.Any(other => other.Kind == StepKinds.ShutDown && IsConfirmed(other));

    private bool IsConfirmed(PlannedStep step) =>
        scope.Record.Attempt!.Progress.TryGetValue(step.Id, out var known) && known.State == StepState.Confirmed;

    /// <summary>Commits stages whose steps are all confirmed and that are not committed yet, in order.</summary>
    private async ValueTask<Fault?> CommitStagesAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in Enum.GetValues<Stage>())
        {
            var attempt = scope.Record.Attempt!;
            var steps = attempt.Steps.Where(step => step.Stage == stage).ToList();
            if (steps.Count == 0 || attempt.Committed.Contains(stage) || !steps.TrueForAll(IsConfirmed)) continue;
            await CommitAsync(stage, attempt, cancellationToken);
            if (await ReceiptOutbox.FlushAsync(scope, cancellationToken) is { } fault) return fault;
            if (stage == Stage.Imaging) await scope.Ports.Media.WithdrawAsync(new Imaging.AttemptKey(scope.Record.Claim.Text, attempt.Number), cancellationToken);
        }

        return null;
    }

    private async ValueTask CommitAsync(Stage stage, AttemptRecord attempt, CancellationToken cancellationToken)
    {
        var record = scope.Record;
        var before = (record.Observed ?? new ServerObserved { Identity = record.Identity, Lifecycle = LifecycleState.Discovered })
            with
        { BmcFingerprint = record.Fingerprint };
        var look = stage == Stage.Discovery && (await scope.ReadFullInventoryAsync(cancellationToken)).TryGet(out var inventory, out _)
            ? before with { Interfaces = inventory.Interfaces }
            : null;
        var after = StageValues.After(before, stage, scope.Desired, attempt, look);
        var now = scope.Ports.Time.GetUtcNow();
        var draft = new ReceiptDraft
        {
            Site = record.Site,
            ServerName = record.Name,
            Identity = record.Identity,
            Claim = record.Claim,
            Sequence = record.ReceiptCount + record.ReceiptsDue.Count + 1,
            Stage = stage,
            Attempt = attempt.Number,
            CommittedAt = now,
            Before = StageValues.OfStage(attempt.Before, stage),
            After = StageValues.OfStage(StageValues.Flatten(after), stage),
            Documents = StageValues.Documents(scope.Desired, stage),
            Measurements = StageValues.Measurements(attempt, stage),
            Operation = scope.Author.Operation ?? "",
            Actor = scope.Author.Actor,
            Door = scope.Author.Door,
            Overrides = record.Overrides,
        };
        await scope.AppendAsync(new JournalEvent.StageCompleted(attempt.Number, stage, after, draft), CancellationToken.None);
        scope.Sink.Transition(scope.Server, $"Stage {stage} complete");
    }
}
