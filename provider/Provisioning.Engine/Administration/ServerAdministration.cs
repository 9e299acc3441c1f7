using Provisioning.Engine.Execution;
using Provisioning.Engine.Imaging;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Operations;
using Provisioning.Engine.Planning;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Stores;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Administration;

/// <summary>Answers operators from the records, and writes down what they decide.</summary>
internal sealed class ServerAdministration(EngineCore core) : IServerAdministration
{
    public ValueTask<ValueArray<ServerStatus>> StatusAsync(string? name, CancellationToken cancellationToken) => ValueTask.FromResult(
        core.Book.All.Where(record => name is null ? !record.Forgotten : record.Name == name).Select(Status).ToValueArray());

    public async ValueTask<ValueArray<HistoryEntry>> HistoryAsync(string? name, int limit, CancellationToken cancellationToken) =>
        (await core.Ports.Store.ReadJournalAsync(name, limit, cancellationToken)).Select(JournalText.Of).ToValueArray();

    public async ValueTask<Outcome<ServerExplanation>> ExplainAsync(string name, CancellationToken cancellationToken)
    {
        if (core.Book.Find(name) is not { } record) return OperationDiagnostics.IsUnknown(name);
        var rows = await core.Ports.Store.ReadJournalAsync(name, 200, cancellationToken);
        core.Running.TryGetValue(name, out var running);
        return ServerExplainer.Explain(record, rows, running, core.Ports.Time.GetUtcNow());
    }

    public async ValueTask<Outcome<ServerStatus>> HoldAsync(OperatorCaller by, string name, HoldOrder order, CancellationToken cancellationToken)
    {
        var now = core.Ports.Time.GetUtcNow();
        if (string.IsNullOrWhiteSpace(order.Reason)) return OperationDiagnostics.HoldHasNoReason(name);
        if (order.Until is { } until && until <= now) return OperationDiagnostics.HoldIsOver(name, until, now);
        return await WriteAsync(by, name, new JournalEvent.HoldSet(new HoldNote(order.Reason, by.Actor, now, order.Until, order.Ticket)), cancellationToken);
    }

    public ValueTask<Outcome<ServerStatus>> UnholdAsync(OperatorCaller by, string name, CancellationToken cancellationToken) =>
        WriteAsync(by, name, new JournalEvent.HoldLifted("lifted by " + by.Actor), cancellationToken);

    public ValueTask<Outcome<ServerStatus>> TrustAsync(OperatorCaller by, string name, string? fingerprint, CancellationToken cancellationToken) =>
        WriteAsync(by, name, new JournalEvent.FingerprintTrusted(fingerprint), cancellationToken);

    public async ValueTask<Outcome<ServerStatus>> ResolveAsync(
        OperatorCaller by, string name, string step, StepResolution resolution, CancellationToken cancellationToken)
    {
        if (core.Book.Find(name) is not { Forgotten: false } record) return OperationDiagnostics.IsUnknown(name);
        if (core.Running.TryGetValue(name, out var running)) return OperationDiagnostics.IsBusy(name, running.Id);
        if (record.Attempt is not { } attempt || !attempt.Progress.TryGetValue(step, out var known))
            return OperationDiagnostics.CannotResolve(name, step, "No such step was begun in the newest attempt.");
        if (known.State == StepState.Confirmed) return OperationDiagnostics.CannotResolve(name, step, "The step is confirmed.");
        if (attempt.State is not AttemptState.Open) return OperationDiagnostics.CannotResolve(name, step, "The attempt has ended; the next apply looks at the machine and plans anew.");
        return await WriteAsync(by, name, new JournalEvent.StepResolved(attempt.Number, step, resolution), cancellationToken);
    }

    public async ValueTask<Outcome<ServerStatus>> ForgetAsync(OperatorCaller by, string name, CancellationToken cancellationToken)
    {
        if (core.Running.TryGetValue(name, out var running)) return OperationDiagnostics.IsBusy(name, running.Id);
        if (core.Book.Find(name) is { Forgotten: false, Hold: { } hold } && hold.IsInForce(core.Ports.Time.GetUtcNow()))
            return PlanningDiagnostics.IsHeld(name, hold.Reason, hold.Actor, hold.Since, hold.Until, hold.Ticket);
        if (core.Book.Find(name) is { Forgotten: false, Attempt: { State: AttemptState.Open } open } left)
        {
            // A forgotten machine must not boot our medium a week later.
            var ended = await WriteAsync(by, name, new JournalEvent.AttemptEnded(open.Number, AttemptState.Cancelled, null), cancellationToken);
            if (ended is Outcome<ServerStatus>.Failure) return ended;
            await core.Ports.Media.WithdrawAsync(new AttemptKey(left.Claim.Text, open.Number), cancellationToken);
        }

        return await WriteAsync(by, name, new JournalEvent.Left(DestroyRule.Forget, "an operator said so"), cancellationToken);
    }

    private async ValueTask<Outcome<ServerStatus>> WriteAsync(OperatorCaller by, string name, JournalEvent @event, CancellationToken cancellationToken)
    {
        if (core.Book.Find(name) is not { Forgotten: false }) return OperationDiagnostics.IsUnknown(name);
        try
        {
            return Status(await core.Book.AppendAsync(new RowAuthor(null, by.Actor, by.Door), name, @event, cancellationToken));
        }
        catch (StoreException exception)
        {
            return exception.Diagnostic;
        }
    }

    private ServerStatus Status(ServerRecord record)
    {
        core.Running.TryGetValue(record.Name, out var running);
        var open = record.Attempt is { State: AttemptState.Open } attempt ? attempt : null;
        var next = open?.NextStep;
        var now = core.Ports.Time.GetUtcNow();
        var hold = record.Hold is { } set && set.IsInForce(now) ? set : null;
        return new ServerStatus
        {
            Name = record.Name,
            Claim = record.Claim,
            Finished = record.Finished,
            Forgotten = record.Forgotten,
            Identity = record.Identity,
            Address = record.Address,
            Lifecycle = record.Observed?.Lifecycle ?? LifecycleState.Discovered,
            Power = record.Observed?.Power,
            Attempt = record.Attempt?.Number,
            Stage = next?.Stage,
            Step = next?.Id,
            StepTitle = next?.Title,
            Progress = running?.LastProgress,
            Operation = running?.Id,
            MinutesLeft = open is null ? null : EstimateTable.Shipped.MinutesOf(
                open.Steps.Where(step => !open.Progress.TryGetValue(step.Id, out var known) || known.State != StepState.Confirmed)),
            Conditions = hold is null
                ? record.Conditions
                : record.Conditions.Add(new Condition(ConditionKind.Held, ConditionStatus.Yes, hold.Reason)),
            Fault = record.Fault,
            Hold = hold,
            ObservedAt = record.ObservedAt,
            ReceiptHead = record.ReceiptHead,
            ReceiptCount = record.ReceiptCount,
        };
    }
}
