using Provisioning.Engine.Discovery;
using Provisioning.Engine.Execution;
using Provisioning.Engine.Imaging;
using Provisioning.Engine.Inventories;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Planning;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Operations;

/// <summary>One apply: look, claim, plan from what is really there, run attempts until one comes to its end, settle.</summary>
internal sealed class ServerApplying(EngineCore core, DoorContext context, ServerApplyCommand command, RunningOperation operation)
{
    private readonly ServerDesired _desired = command.Desired;
    private readonly string _digest = operation.Digest;
    private readonly RowAuthor _author = new(operation.Id, context.Actor, context.Door);

    private EnginePorts Ports => core.Ports;

    private string Name => _desired.Name;

    public async ValueTask<ServerOutcome> ApplyAsync(CancellationToken cancellationToken)
    {
        if (await core.AgreeOnSiteAsync(context.Site, operation.Id, cancellationToken) is { } disagreement) return Fail(disagreement);
        try
        {
            using var place = await core.Limiter.EnterAsync(_desired.Location?.Rack, context.Site.Limits, operation.Cancelled);
            if (!await core.TakeLeaseAsync(Name, operation.Id, cancellationToken)) return Fail(OperationDiagnostics.IsBusy(Name, "of this engine"));
            try
            {
                return await UnderLeaseAsync(cancellationToken);
            }
            finally
            {
                await core.ReleaseLeaseAsync(Name, operation.Id, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (operation.Cancelled.IsCancellationRequested)
        {
            return Fail(OperationDiagnostics.WasCancelled(Name, null));
        }
    }

    private async ValueTask<ServerOutcome> UnderLeaseAsync(CancellationToken cancellationToken)
    {
        var record = Own();
        var allowed = record is { Finished: true } || command.Claim is not null ? _desired.Timeouts.Update : _desired.Timeouts.Create;
        using var time = new CancellationTokenSource(allowed, Ports.Time);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(operation.Cancelled, time.Token);
        await using var machine = new MachineSession(
            Ports.Bmcs, Ports.Store, context, Name, _desired.Bmc, record is null ? command.Prior?.BmcFingerprint : record.Fingerprint, forReading: false);
        var scope = new OperationScope(Ports, core.Book, _author, _desired, machine, operation);
        if (record is not null && scope.Forbids() is { } held) return Fail(held.Diagnostic);
        try
        {
            var seen = await IdentifyAsync(machine, caller.Token);
            if (!seen.TryGet(out var identity, out var fault)) return await UnreachedAsync(scope, fault, cancellationToken);
            var basis = await core.Claims.DecideAsync(token => ClaimAsync(scope, machine, identity, token), cancellationToken);
            if (!basis.TryGet(out var known, out fault)) return Fail(fault.Diagnostic);
            return await AttemptsAsync(scope, identity, known, new Limits(allowed, time.Token, caller.Token), cancellationToken);
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested)
        {
            return Fail(Stopped(time.IsCancellationRequested, allowed, Own()?.Attempt?.NextStep?.Id));
        }
    }

    private ServerRecord? Own() => core.Book.Find(Name) is { Forgotten: false } record ? record : null;

    /// <summary>Who is there. Only reading, so a way that is closed for a moment is simply tried again.</summary>
    private async ValueTask<PortResult<Seen>> IdentifyAsync(MachineSession machine, CancellationToken cancellationToken)
    {
        for (var look = 0; ; look++)
        {
            var opened = look == 0 ? await machine.OpenAsync(cancellationToken) : await machine.ReopenAsync(cancellationToken);
            if (opened.TryGet(out var connection, out var fault))
            {
                var answer = await connection.Inventory.ReadAsync(InventoryScope.Identity, cancellationToken);
                if (answer.TryGet(out var inventory, out fault)) return new Seen(inventory.Identity, inventory.Power.State, connection.Fingerprint);
            }

            var isPassing = fault.Kind is FaultKind.Unreachable or FaultKind.TimedOut or FaultKind.ConnectionLost or FaultKind.Busy
                or FaultKind.SessionExpired or FaultKind.SessionsExhausted;
            if (!isPassing || look >= 3) return fault;
            await Task.Delay(TimeSpan.FromSeconds(2 << look), Ports.Time, cancellationToken);
        }
    }

    /// <summary>Claims the machine, or goes on with the claim; gives what was known before this operation. Before it, nothing is written anywhere.</summary>
    private async ValueTask<PortResult<ServerObserved>> ClaimAsync(
        OperationScope scope, MachineSession machine, Seen seen, CancellationToken cancellationToken)
    {
        if (_desired.Os is not null && _desired.Expect.IsAnyone)
            return new Fault(FaultKind.Invalid, PlanningDiagnostics.ExpectsNobody(Name, seen.Identity));
        if (command.Claim is { } shown) await core.ShowAsync(Name, shown, context, cancellationToken);
        var decision = ClaimRules.Decide(Name, command.Claim, _desired.Bmc.Address, seen.Identity, _digest, core.Book.All);
        var own = decision is ClaimDecision.Continue going ? going.Record : null;
        if (ClaimRules.WrongMachine(Name, _desired.Expect, own, seen.Identity) is { } wrong) return new Fault(FaultKind.WrongMachine, wrong);
        var fresh = new ServerObserved { Identity = seen.Identity, BmcFingerprint = seen.Fingerprint, Lifecycle = LifecycleState.Discovered };
        switch (decision)
        {
            case ClaimDecision.Refuse refuse:
                return new Fault(FaultKind.Invalid, refuse.Diagnostic);
            case ClaimDecision.New:
                await scope.AppendAsync(Claimed(new ClaimId(core.NewId()), seen, finished: false), cancellationToken);
                return fresh;
            case ClaimDecision.TakeUp takeUp:
                scope.Warn(PlanningDiagnostics.WasNeverSeen(Name));
                await scope.AppendAsync(Claimed(takeUp.Claim, seen, finished: true), cancellationToken);
                return command.Prior ?? fresh with { Lifecycle = LifecycleState.Enrolled };
            default:
                return own!.Observed ?? (own.Finished ? command.Prior ?? fresh with { Lifecycle = LifecycleState.Enrolled } : fresh);
        }
    }

    private JournalEvent.Claimed Claimed(ClaimId claim, Seen seen, bool finished) =>
        new(context.Site.Site, _desired.Bmc.Address, seen.Identity, claim, seen.Fingerprint, Adopted: false, finished);

    private async ValueTask<ServerOutcome> AttemptsAsync(
        OperationScope scope, Seen seen, ServerObserved known, Limits limits, CancellationToken cancellationToken)
    {
        ServerPlan? executed = null;
        var power = seen.Power;
        var mayCutPower = true;
        while (true)
        {
            var record = scope.Record;
            if (record.Attempt is { State: AttemptState.Open } open && open.DesiredDigest == _digest && open.Steps.All(step => core.Registry.Knows(step.Kind)))
            {
                var left = open.Steps.Where(step => !open.Progress.TryGetValue(step.Id, out var known) || known.State != StepState.Confirmed).ToValueArray();
                if (command.Planned?.Refusal(Name, left) is { } more) return Fail(more);
                executed = PlanOf(open);
                await scope.AppendAsync(new JournalEvent.AttemptResumed(open.Number, open.NextStep?.Id), cancellationToken);
                operation.Transition(Name, $"Resumes attempt {open.Number} at {open.NextStep?.Title ?? "its end"}");
            }
            else
            {
                var begun = await BeginAsync(scope, seen with { Power = power }, known, mayCutPower, cancellationToken);
                if (!begun.TryGet(out var plan, out var fault)) return await UnreachedAsync(scope, fault, cancellationToken);
                executed ??= plan;
                if (plan.Diagnostics.Any(diagnostic => diagnostic.IsError)) return Fail(plan.Diagnostics);
                foreach (var warning in plan.Diagnostics) scope.Warn(warning);
                if (plan.IsEmpty) return await SettleAsync(scope, executed, limits.Caller, cancellationToken);
            }

            var (end, step) = await new AttemptRunner(scope, core.Registry).RunAsync(limits.Caller, cancellationToken);
            switch (end)
            {
                case StepEnd.Confirmed:
                    await EndAsync(scope, AttemptState.Done, null, cancellationToken);
                    return await SettleAsync(scope, executed, limits.Caller, cancellationToken);
                case StepEnd.Stopped stopped:
                    if (stopped.Aborted) await EndAsync(scope, AttemptState.Cancelled, null, cancellationToken);
                    return Fail(scope.Warnings.Add(Stopped(limits.Time.IsCancellationRequested, limits.Allowed, step?.Title)), executed);
                case StepEnd.GaveUp gaveUp:
                    await NoteAsync(scope, gaveUp, step, cancellationToken);
                    return Fail(scope.Warnings.Add(gaveUp.Fault.Diagnostic), executed);
                case StepEnd.NeedsReboot reboot:
                    await EndAsync(scope, AttemptState.Failed, Note(reboot.Fault, step), cancellationToken);
                    scope.Warn(OperationDiagnostics.NeededRemedy(Name, step!.Title, "a power cycle", reboot.Fault.Diagnostic.Summary));
                    if (!mayCutPower || await PowerOffAsync(scope, limits.Caller) is not { } after)
                        return Fail(scope.Warnings.Add(reboot.Fault.Diagnostic), executed);
                    (power, mayCutPower) = (after, false);
                    known = scope.Record.Observed ?? known;
                    scope.ForgetMaterial();
                    break;
            }
        }
    }

    /// <summary>Looks at the managed values, plans from them, and begins an attempt when there is something to do.</summary>
    private async ValueTask<PortResult<ServerPlan>> BeginAsync(
        OperationScope scope, Seen seen, ServerObserved known, bool mayCutPower, CancellationToken cancellationToken)
    {
        var keys = ManagedKeys.Of(_desired);
        var compared = keys with { Firmware = keys.Firmware.Where(known.Firmware.ContainsKey).ToValueArray() };
        var profile = _desired.BiosProfile is { } bios ? bios.Content with { Attributes = ManagedSettings.Bios(_desired) } : null;
        var answer = await MachineLook.TakeAsync(scope.Machine.Connection, seen.Identity, seen.Power, compared, profile, known, cancellationToken);
        if (!answer.TryGet(out var look, out var fault)) return fault;
        var record = scope.Record;
        if (record.Observed is not null || record.Finished)
        {
            var conditions = ConditionRules.Of(_desired, look.Observed, record, context.Site.TlsTrust);
            var looked = new JournalEvent.Looked(_desired.Bmc.Address, seen.Fingerprint, look.Observed, conditions);
            if (look.Observed != record.Observed || record.Address != looked.Address || record.Fingerprint != looked.Fingerprint)
                record = await scope.AppendAsync(looked, cancellationToken);
        }

        var plan = ServerPlanner.Plan(_desired, new PlanBasis(!record.Finished, look.Observed));
        if (!mayCutPower)
        {
            // Power is cut once in an operation: a machine that needs it twice needs a person.
            plan = plan with { Remedies = plan.Remedies.Where(remedy => remedy != Remedy.PowerCycle).ToValueArray() };
        }

        var refusals = look.Findings.AddRange(StoredEvidence.Refusals(_desired, plan, record));
        if (command.Planned?.Refusal(Name, plan.Steps) is { } beyond) refusals = refusals.Add(beyond);
        if (!refusals.IsEmpty) plan = plan with { Diagnostics = plan.Diagnostics.AddRange(refusals) };
        if (plan.Diagnostics.Any(diagnostic => diagnostic.IsError)) return plan;

        // What was under way was for something else; where nothing is left to do, it is over all the same.
        if (record.Attempt is { State: AttemptState.Open }) await EndAsync(scope, AttemptState.Cancelled, null, cancellationToken);
        if (plan.IsEmpty) return plan;
        var number = (record.Attempt?.Number ?? 0) + 1;
        await scope.AppendAsync(
            new JournalEvent.AttemptStarted(number, _digest, plan.Steps, plan.Remedies, StageValues.Flatten(look.Observed)), cancellationToken);
        operation.Transition(Name, $"Attempt {number}: {plan.Steps.Count} steps");
        return plan;
    }

    private async ValueTask<ServerOutcome> SettleAsync(OperationScope scope, ServerPlan? executed, CancellationToken caller, CancellationToken cancellationToken)
    {
        if (await ReceiptOutbox.FlushAsync(scope, cancellationToken) is { } unsigned) return Fail(unsigned.Diagnostic);
        var record = scope.Record;
        var observed = record.Observed ?? new ServerObserved { Identity = record.Identity, BmcFingerprint = record.Fingerprint };
        if (executed is { IsEmpty: false } && (_desired.Os is null || observed.ImageId is null))
            observed = observed with { Lifecycle = StageValues.AtLeast(observed.Lifecycle, LifecycleState.Baselined) };
        observed = Trim(observed, await FreshValuesAsync(scope, observed, caller));
        var conditions = ConditionRules.Of(_desired, observed, record, context.Site.TlsTrust);
        if (!record.Finished || record.Observed != observed || record.Conditions != conditions || record.Fault is not null)
            record = await scope.AppendAsync(new JournalEvent.Settled(observed, conditions), cancellationToken);
        return new ServerOutcome(EngineCore.SnapshotOf(record), executed, scope.Warnings) { DisksWritten = DisksWritten(record, executed) };
    }

    private static ValueArray<string> DisksWritten(ServerRecord record, ServerPlan? executed) =>
        executed?.Stages.Contains(Stage.Imaging) == true && record.Attempt is { } attempt
        && attempt.Progress.TryGetValue(StepIds.WriteImage, out var step) && step.Evidence.TryGetValue("image.disk_serial", out var serial)
            ? [serial]
            : ValueArray<string>.Empty;

    // Values that were right from the start belong to no stage: they are told as the look at the beginning of this operation showed them.
    private async ValueTask<ServerObserved?> FreshValuesAsync(OperationScope scope, ServerObserved observed, CancellationToken cancellationToken)
    {
        var keys = ManagedKeys.Of(_desired);
        var missing = new ManagedKeys(
            keys.Bios.Where(key => !observed.Bios.ContainsKey(key)).ToValueArray(),
            keys.Firmware.Where(key => !observed.Firmware.ContainsKey(key)).ToValueArray(),
            keys.BmcSettings.Where(key => !observed.BmcSettings.ContainsKey(key)).ToValueArray());
        if (missing.Bios.IsEmpty && missing.Firmware.IsEmpty && missing.BmcSettings.IsEmpty) return null;
        var answer = await MachineLook.TakeAsync(
            scope.Machine.Connection, observed.Identity, observed.Power ?? PowerState.On, missing, null, observed, cancellationToken);
        return answer.TryGet(out var look, out _) ? look.Observed : null;
    }

    private ServerObserved Trim(ServerObserved observed, ServerObserved? fresh)
    {
        var keys = ManagedKeys.Of(_desired);
        return observed with
        {
            Bios = Join(keys.Bios, observed.Bios, fresh?.Bios),
            Firmware = Join(keys.Firmware, observed.Firmware, fresh?.Firmware),
            BmcSettings = Join(keys.BmcSettings, observed.BmcSettings, fresh?.BmcSettings),
        };
    }

    private static ValueMap<string, string> Join(ValueArray<string> keys, ValueMap<string, string> values, ValueMap<string, string>? fresh)
    {
        var joined = ValueMap<string, string>.Empty;
        foreach (var key in keys)
        {
            if (values.TryGetValue(key, out var value) || (fresh is not null && fresh.TryGetValue(key, out value))) joined = joined.Set(key, value);
        }

        return joined;
    }

    private async ValueTask NoteAsync(OperationScope scope, StepEnd.GaveUp gaveUp, PlannedStep? step, CancellationToken cancellationToken)
    {
        var note = Note(gaveUp.Fault, step);
        if (gaveUp.Fault.Kind == FaultKind.DiskOccupied) await scope.AppendAsync(new JournalEvent.DataFound(gaveUp.Fault.Diagnostic.Seen), cancellationToken);
        if (gaveUp.Fault.Kind == FaultKind.TicketContested)
        {
            var hold = new HoldNote("a second agent claimed the ticket of this machine", "engine", Ports.Time.GetUtcNow(), null, null);
            await scope.AppendAsync(new JournalEvent.HoldSet(hold), cancellationToken);
        }

        if (gaveUp.Fault.Kind == FaultKind.AttestationFailed && scope.Record is { Observed: { } observed } record)
        {
            var conditions = ConditionRules.NotAttested(record, gaveUp.Fault.Diagnostic.Summary);
            await scope.AppendAsync(new JournalEvent.Looked(record.Address, record.Fingerprint, observed, conditions), cancellationToken);
        }

        if (gaveUp.IsFinal) await EndAsync(scope, AttemptState.Failed, note, cancellationToken);
    }

    private async ValueTask EndAsync(OperationScope scope, AttemptState state, FaultNote? note, CancellationToken cancellationToken)
    {
        if (scope.Record.Attempt is not { State: AttemptState.Open } attempt) return;
        await scope.AppendAsync(new JournalEvent.AttemptEnded(attempt.Number, state, note), cancellationToken);
        var usedMedium = attempt.Steps.Any(step => step.Kind == StepKinds.PublishMedia) && !attempt.Committed.Contains(Stage.Imaging);
        if (usedMedium) await Ports.Media.WithdrawAsync(new AttemptKey(scope.Record.Claim.Text, attempt.Number), cancellationToken);
    }

    /// <summary>The destructive rung that the plan allowed: cuts the power, so that the next attempt starts from off. Null: it could not be done.</summary>
    private async ValueTask<PowerState?> PowerOffAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (scope.Forbids() is not null) return null;
        if ((await scope.Machine.OpenAsync(cancellationToken)) is not PortResult<IBmcConnection>.Ok { Value: var connection }) return null;
        if (!(await connection.Power.ActAsync(PowerAction.ForceOff, cancellationToken)).TryGet(out _, out _)) return null;
        for (var look = 0; look < 12; look++)
        {
            if ((await connection.Power.ReadAsync(cancellationToken)).TryGet(out var seen, out _) && seen.State == PowerState.Off) return PowerState.Off;
            await Task.Delay(TimeSpan.FromSeconds(5), Ports.Time, cancellationToken);
        }

        return null;
    }

    private async ValueTask<ServerOutcome> UnreachedAsync(OperationScope scope, Fault fault, CancellationToken cancellationToken)
    {
        if (Own() is { Observed: { } observed } record)
        {
            var conditions = ConditionRules.Unreachable(record, fault.Diagnostic.Summary);
            if (conditions != record.Conditions)
                await scope.AppendAsync(new JournalEvent.Looked(record.Address, record.Fingerprint, observed, conditions), cancellationToken);
        }

        return Fail(fault.Diagnostic);
    }

    private FaultNote Note(Fault fault, PlannedStep? step)
    {
        var tries = step is not null && Own()?.Attempt is { } attempt && attempt.Progress.TryGetValue(step.Id, out var known) ? known.Tries : 1;
        return new FaultNote(fault.Kind, fault.Diagnostic, fault.Evidence, step?.Id, Math.Max(1, tries));
    }

    private Diagnostic Stopped(bool isTimeOver, TimeSpan allowed, string? step) =>
        isTimeOver && !operation.Cancelled.IsCancellationRequested ? OperationDiagnostics.RanOut(Name, allowed, step) : OperationDiagnostics.WasCancelled(Name, step);

    private static ServerPlan PlanOf(AttemptRecord attempt) => new()
    {
        Stages = attempt.Steps.Select(step => step.Stage).Distinct().Order().ToValueArray(),
        Steps = attempt.Steps,
        Reboots = attempt.Steps.Count(step => step.Kind is StepKinds.RestartIntoWindow or StepKinds.RestartIntoOs),
        EstimatedMinutes = EstimateTable.Shipped.MinutesOf(attempt.Steps),
        Remedies = attempt.Remedies,
    };

    // A failed create keeps nothing in the door's state, so that nothing is tainted; a failed update keeps what is confirmed.
    private ServerOutcome Fail(ValueArray<Diagnostic> diagnostics, ServerPlan? executed = null) =>
        new(command.Claim is not null && Own() is { } record ? EngineCore.SnapshotOf(record) : null, executed, diagnostics);

    private ServerOutcome Fail(Diagnostic diagnostic) => Fail([diagnostic]);

    private sealed record Seen(ServerIdentity Identity, PowerState Power, string Fingerprint);

    private sealed record Limits(TimeSpan Allowed, CancellationToken Time, CancellationToken Caller);
}
