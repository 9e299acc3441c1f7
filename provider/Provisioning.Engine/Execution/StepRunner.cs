using System.Globalization;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Remedies;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Steps;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.HouseRules;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;

namespace Provisioning.Engine.Execution;

/// <summary>
/// Carries one step from where the journal says it is to its end: probe, Intended, action, Accepted, look until seen, Confirmed; and up the ladder
/// when it fails. Every row is durable before what comes after it happens.
/// </summary>
internal sealed class StepRunner(OperationScope scope, StepHandler handler, PlannedStep step, CancellationToken caller)
{
    private static readonly TimeSpan[] Intervals =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15)];

    private readonly StepContext _context = new(scope, step);
    private string _checkpoint = "";

    private TimeProvider Time => scope.Ports.Time;

    private StepTraits Traits => handler.Traits;

    private int Attempt => _context.Attempt.Number;

    public async ValueTask<StepEnd> RunAsync(CancellationToken cancellationToken)
    {
        if (_context.Known?.State == StepState.Confirmed) return new StepEnd.Confirmed();
        while (true)
        {
            using var deadline = new CancellationTokenSource(Traits.Deadline, Time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            using var bounded = Traits.Cancellation == CancellationClass.Finish
                ? CancellationTokenSource.CreateLinkedTokenSource(linked.Token)
                : CancellationTokenSource.CreateLinkedTokenSource(linked.Token, caller);
            StepVerdict verdict;
            try
            {
                verdict = await OnceAsync(bounded.Token);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                verdict = await LateAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (caller.IsCancellationRequested)
            {
                return await StopAsync(cancellationToken);
            }

            if (verdict.Fault is not { } fault) return new StepEnd.Confirmed();
            if (await RemedyAsync(fault, verdict.IsUncertain, cancellationToken) is { } end) return end;
        }
    }

    private async ValueTask<StepVerdict> OnceAsync(CancellationToken cancellationToken)
    {
        if (!scope.Machine.IsOpen && (await scope.Machine.OpenAsync(cancellationToken)) is PortResult<IBmcConnection>.Failed closed)
            return new StepVerdict(closed.Fault);
        return Traits.BeginsAnew ? await BeginAsync(cancellationToken) : _context.Known?.State switch
        {
            StepState.Accepted => await LookUntilSeenAsync(cancellationToken),
            StepState.Intended => await TakeUpAsync(cancellationToken),
            _ => await BeginAsync(cancellationToken),
        };
    }

    /// <summary>From the start: nothing was done yet, or it is known that it was not.</summary>
    private async ValueTask<StepVerdict> BeginAsync(CancellationToken cancellationToken)
    {
        caller.ThrowIfCancellationRequested();
        if (!Traits.Writes) return await LookUntilSeenAsync(cancellationToken);
        if (Traits.Nature == StepNature.Convergent)
        {
            var probe = await handler.ProbeAsync(_context, cancellationToken);
            if (probe is ProbeResult.Failed failed) return new StepVerdict(failed.Fault);
            if (probe is ProbeResult.Holds holds) return await ConfirmAsync(holds.Evidence);
        }

        var witness = await handler.WitnessAsync(_context, cancellationToken);
        if (!witness.TryGet(out var seen, out var fault)) return new StepVerdict(fault);
        if (scope.Forbids() is { } forbidden) return new StepVerdict(forbidden);
        caller.ThrowIfCancellationRequested();
        await scope.AppendAsync(new JournalEvent.StepIntended(Attempt, step.Id, (_context.Known?.Tries ?? 0) + 1, seen), CancellationToken.None);
        scope.Sink.Transition(scope.Server, $"{step.Title}: intended");

        // Between a request and its reply nothing is cancelled but by the deadline: nobody would know whether it was done.
        var answer = await handler.ActAsync(_context, cancellationToken);
        if (!answer.TryGet(out var acceptance, out fault)) return new StepVerdict(fault);
        await AcceptAsync(acceptance);
        return await LookUntilSeenAsync(cancellationToken);
    }

    /// <summary>From Intended: whether the action happened is told by its witness, never guessed.</summary>
    private async ValueTask<StepVerdict> TakeUpAsync(CancellationToken cancellationToken)
    {
        var started = Time.GetTimestamp();
        for (var look = 0; ; look++)
        {
            var probe = await handler.ProbeAsync(_context, cancellationToken);
            if (probe is ProbeResult.Failed failed) return new StepVerdict(failed.Fault);
            if (probe is ProbeResult.Holds)
            {
                await AcceptAsync(Acceptance.Plain);
                return await LookUntilSeenAsync(cancellationToken);
            }

            var mayRepeat = probe is ProbeResult.DoesNotHold || Traits.Nature == StepNature.Convergent || Traits.IdempotentById;
            if (mayRepeat)
            {
                if (await ForeignTaskAsync(cancellationToken) is not { } barrier) return await BeginAsync(cancellationToken);
                if (Time.GetElapsedTime(started) > Traits.WitnessPatience) return new StepVerdict(barrier, IsUncertain: true);
                _checkpoint = barrier.Diagnostic.Seen;
            }
            else
            {
                _checkpoint = ((ProbeResult.CannotTell)probe).Seen;
                if (Time.GetElapsedTime(started) > Traits.WitnessPatience)
                {
                    var diagnostic = OperationDiagnostics.IsUncertain(scope.Server, step.Id, _checkpoint);
                    return new StepVerdict(new Fault(FaultKind.DeadlinePassed, diagnostic), IsUncertain: true);
                }
            }

            _context.Progress(_checkpoint);
            await Task.Delay(Interval(look), Time, cancellationToken);
        }
    }

    /// <summary>A running task of the BMC that no row of ours explains; null: none.</summary>
    private async ValueTask<Fault?> ForeignTaskAsync(CancellationToken cancellationToken)
    {
        var answer = await scope.Machine.Connection.Tasks.ListRunningAsync(cancellationToken);
        if (!answer.TryGet(out var tasks, out var fault)) return fault.Kind is FaultKind.NotSupported or FaultKind.Rejected ? null : fault;
        var ours = _context.Attempt.Progress.Values.Select(known => known.TaskUri).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            if (!ours.Contains(task.Uri))
                return new Fault(FaultKind.Busy, OperationDiagnostics.HasForeignTask(scope.Server, $"{task.Name} ({task.Uri}) {task.Message}"));
        }

        return null;
    }

    private async ValueTask<StepVerdict> LookUntilSeenAsync(CancellationToken cancellationToken)
    {
        for (var look = 0; ; look++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await handler.ConfirmAsync(_context, cancellationToken);
            if (result is StepResult.Done done) return await ConfirmAsync(done.Evidence);
            if (result is StepResult.Failed failed) return new StepVerdict(failed.Fault);
            if (result is StepResult.Refused refused) return new StepVerdict(new Fault(FaultKind.Invalid, refused.Diagnostic));
            if (result is not StepResult.InProgress progress) continue;
            _checkpoint = progress.Checkpoint;
            _context.Progress(progress.Checkpoint);
            await Task.Delay(progress.LookAgainAfter ?? Interval(look), Time, cancellationToken);
        }
    }

    [HouseRuleExemption(HouseRule.TokenLast, "What happened is written down, whatever the caller does.")]
    private async ValueTask<StepVerdict> ConfirmAsync(ValueMap<string, string> evidence)
    {
        await scope.AppendAsync(new JournalEvent.StepConfirmed(Attempt, step.Id, evidence), CancellationToken.None);
        scope.Sink.Transition(scope.Server, $"{step.Title}: done");
        return StepVerdict.Good;
    }

    [HouseRuleExemption(HouseRule.TokenLast, "What happened is written down, whatever the caller does.")]
    private async ValueTask AcceptAsync(Acceptance acceptance)
    {
        await scope.AppendAsync(
            new JournalEvent.StepAccepted(Attempt, step.Id, acceptance.TaskUri, acceptance.ETag, acceptance.BmcClock), CancellationToken.None);
        scope.Sink.Transition(scope.Server, $"{step.Title}: accepted");
    }

    private async ValueTask<StepVerdict> LateAsync(CancellationToken cancellationToken)
    {
        var fault = await handler.LateAsync(_context, _checkpoint, cancellationToken);
        var isUncertain = Traits.Nature == StepNature.OneShot && !Traits.IdempotentById && _context.Known?.State == StepState.Intended;
        return isUncertain
            ? new StepVerdict(new Fault(FaultKind.DeadlinePassed, OperationDiagnostics.IsUncertain(scope.Server, step.Id, fault.Diagnostic.Seen)), true)
            : new StepVerdict(fault);
    }

    private async ValueTask<StepEnd> StopAsync(CancellationToken cancellationToken)
    {
        var aborts = Traits.Cancellation == CancellationClass.Abort && _context.Known?.State is StepState.Intended or StepState.Accepted;
        if (aborts) await handler.AbortAsync(_context, cancellationToken);
        scope.Sink.Transition(scope.Server, $"{step.Title}: {(aborts ? "stopped" : "goes on by itself; the next apply looks at it")}");
        return new StepEnd.Stopped(aborts);
    }

    /// <summary>Takes the next rung; null: go on with the step. What was begun and may have happened keeps its row.</summary>
    private async ValueTask<StepEnd?> RemedyAsync(Fault fault, bool isUncertain, CancellationToken cancellationToken)
    {
        var known = _context.Known;
        var isBegun = known?.State is StepState.Intended or StepState.Accepted;
        var keepsRow = isBegun && (RemedyLadder.IsTransport(fault.Kind) || isUncertain) && !Traits.BeginsAnew;
        var used = known?.Remedies ?? ValueArray<Remedy>.Empty;
        var remedy = isUncertain || fault.Kind == FaultKind.Held ? null : RemedyLadder.Next(fault.Kind, used, _context.Attempt.Remedies);
        var evidence = await EvidenceAsync(fault, remedy, cancellationToken);
        var note = new FaultNote(fault.Kind, fault.Diagnostic, evidence, step.Id, Math.Max(1, known?.Tries ?? 0));
        if (fault.Kind == FaultKind.Held) return new StepEnd.GaveUp(fault, IsFinal: false);
        if (!keepsRow) await scope.AppendAsync(new JournalEvent.StepFailed(Attempt, step.Id, note), CancellationToken.None);
        var withEvidence = fault with { Evidence = evidence };
        if (remedy is not { } rung)
        {
            scope.Sink.Transition(scope.Server, $"{step.Title}: failed: {fault.Diagnostic.Summary}");
            return new StepEnd.GaveUp(withEvidence, IsFinal: !keepsRow && !RemedyLadder.IsTransport(fault.Kind));
        }

        await scope.AppendAsync(new JournalEvent.RemedyTaken(Attempt, step.Id, rung, evidence), CancellationToken.None);
        scope.Sink.Transition(scope.Server, $"{step.Title}: {fault.Diagnostic.Summary}; remedy: {rung}");
        try
        {
            return rung switch
            {
                Remedy.PowerCycle => new StepEnd.NeedsReboot(withEvidence),
                Remedy.BmcReset => await ResetBmcAsync(cancellationToken),
                Remedy.Reauthenticate => await ReopenAsync(used.Count, cancellationToken),
                _ => await PauseAsync(used.Count, cancellationToken),
            };
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested)
        {
            return await StopAsync(cancellationToken);
        }
    }

    private async ValueTask<StepEnd?> PauseAsync(int rungs, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(Math.Min(60, 2 << Math.Min(rungs, 5))), Time, either.Token);
        return null;
    }

    private async ValueTask<StepEnd?> ReopenAsync(int rungs, CancellationToken cancellationToken)
    {
        await PauseAsync(rungs, cancellationToken);
        _ = await scope.Machine.ReopenAsync(cancellationToken);
        return null;
    }

    private async ValueTask<StepEnd?> ResetBmcAsync(CancellationToken cancellationToken)
    {
        if (scope.Forbids() is { } forbidden) return new StepEnd.GaveUp(forbidden, IsFinal: false);
        if (scope.Machine.IsOpen) _ = await scope.Machine.Connection.Configuration.ResetAsync(cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, cancellationToken);
        for (var look = 0; look < 20; look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(15), Time, either.Token);
            var opened = await scope.Machine.ReopenAsync(either.Token);

            // A BMC that refuses the password is up; asking on would use up the tries that the right password has left.
            if (opened.TryGet(out _, out var closed) || closed.Kind is FaultKind.AuthenticationFailed or FaultKind.LoginWithheld) break;
        }

        return null;
    }

    // What a destructive rung, or giving up, would leave no trace of is read first.
    private async ValueTask<ValueArray<string>> EvidenceAsync(Fault fault, Remedy? remedy, CancellationToken cancellationToken)
    {
        var evidence = fault.Evidence.Add(string.Create(CultureInfo.InvariantCulture, $"{fault.Kind}: {fault.Diagnostic.Seen}"));
        if (remedy is Remedy.Retry or Remedy.Reauthenticate || fault.Kind is FaultKind.Held or FaultKind.Unreachable || !scope.Machine.IsOpen) return evidence;
        var answer = await scope.Machine.Connection.Tasks.ReadEventLogTailAsync(20, cancellationToken);
        return answer.TryGet(out var lines, out _) ? evidence.AddRange(lines.Select(line => "event log: " + line)) : evidence;
    }

    private static TimeSpan Interval(int look) => Intervals[Math.Min(look, Intervals.Length - 1)];

    private sealed record StepVerdict(Fault? Fault, bool IsUncertain = false)
    {
        public static StepVerdict Good { get; } = new((Fault?)null);
    }
}
