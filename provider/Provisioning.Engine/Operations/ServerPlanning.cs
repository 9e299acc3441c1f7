using Provisioning.Engine.Execution;
using Provisioning.Engine.Inventories;
using Provisioning.Engine.Planning;
using Provisioning.Engine.Servers;
using Provisioning.Model.Bios;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Operations;

/// <summary>One plan: its values from desired and prior alone; store and machine only add what forbids it or is worth saying.</summary>
internal sealed class ServerPlanning(EngineCore core, DoorContext context, ServerPlanQuery query)
{
    private readonly ServerDesired _desired = query.Desired;
    private readonly string _digest = DesiredDigest.Of(query.Desired);

    public async ValueTask<ServerPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var plan = ServerPlanner.Plan(_desired, new PlanBasis(query.Claim is null, query.Prior));
        var diagnostics = plan.Diagnostics.Where(diagnostic => diagnostic.Code != PlanningDiagnostics.ExpectMissing.Code).ToList();
        var lacksExpect = diagnostics.Count != plan.Diagnostics.Count;
        var record = core.Book.Find(_desired.Name);
        var decision = ClaimRules.Decide(_desired.Name, query.Claim, _desired.Bmc.Address, null, _digest, core.Book.All);

        // An address is no identity: BMCs change and exchange theirs. Who is there decides, as far as it can be asked.
        var suspicion = decision is ClaimDecision.Refuse { Diagnostic: var refused } ? refused : null;
        if (suspicion is not null && (!query.LookAtMachine || suspicion.Code != PlanningDiagnostics.TwoObjects.Code))
        {
            diagnostics.Add(suspicion);
            suspicion = null;
        }

        if (query.Claim is { } shown) await core.ShowAsync(_desired.Name, shown, context, cancellationToken);
        if (decision is ClaimDecision.Continue { Record: { } own })
        {
            var now = core.Ports.Time.GetUtcNow();
            if (own.Hold is { } hold && hold.IsInForce(now) && !plan.IsEmpty)
                diagnostics.Add(PlanningDiagnostics.IsHeld(_desired.Name, hold.Reason, hold.Actor, hold.Since, hold.Until, hold.Ticket));
            if (own.Attempt is { State: AttemptState.Open, NextStep: { } next } attempt)
                diagnostics.Add(PlanningDiagnostics.ResumesAt(_desired.Name, attempt.Number, next.Title));
        }

        diagnostics.AddRange(StoredEvidence.Refusals(_desired, plan, EvidenceOf(record)));

        // A plan with nothing to do says nothing about the machine that the refresh before it did not say.
        ServerIdentity? probed = null;
        var asks = query.LookAtMachine && (!plan.IsEmpty || lacksExpect || suspicion is not null) && !diagnostics.Any(diagnostic => diagnostic.IsError);
        if (asks)
        {
            using var deadline = new CancellationTokenSource(_desired.Timeouts.Read, core.Ports.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                probed = await LookAsync(plan, decision, diagnostics, either.Token);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                Unreached(diagnostics, new Fault(FaultKind.TimedOut, OperationDiagnostics.RanOut(_desired.Name, _desired.Timeouts.Read, "look")));
            }
        }

        if (suspicion is not null && probed is null) diagnostics.Add(suspicion);
        if (lacksExpect) diagnostics.Add(PlanningDiagnostics.ExpectsNobody(_desired.Name, probed));
        return plan with { Diagnostics = diagnostics.ToValueArray() };
    }

    // What was written to the disk under a claim that is forgotten is data as well.
    private static ServerRecord? EvidenceOf(ServerRecord? record) => record is { Forgotten: true, DataSeen: null, Observed.ImageId: { } image }
        ? record with { DataSeen = $"{image} was written under claim {record.Claim}." }
        : record;

    private async ValueTask<ServerIdentity?> LookAsync(
        ServerPlan plan, ClaimDecision decision, List<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var own = (decision as ClaimDecision.Continue)?.Record
            ?? (core.Book.Find(_desired.Name) is { Forgotten: false } record && record.Claim == query.Claim ? record : null);
        var question = $"{_digest} {query.Claim?.Text} {own?.Fingerprint}";
        if (core.Looks.Find(_desired.Name, question) is { } recent)
        {
            Judge(recent.Identity, own, diagnostics);
            diagnostics.AddRange(recent.Findings);
            return recent.Identity;
        }

        await using var machine = new MachineSession(
            core.Ports.Bmcs, core.Ports.Store, context, _desired.Name, _desired.Bmc, own?.Fingerprint ?? query.Prior?.BmcFingerprint, forReading: true);
        var opened = await machine.OpenAsync(cancellationToken);
        if (!opened.TryGet(out var connection, out var fault)) return Unreached(diagnostics, fault);
        var answer = await connection.Inventory.ReadAsync(InventoryScope.Identity, cancellationToken);
        if (!answer.TryGet(out var inventory, out fault)) return Unreached(diagnostics, fault);
        var seen = inventory.Identity;
        Judge(seen, own, diagnostics);
        if (diagnostics.Any(diagnostic => diagnostic.IsError)) return seen;
        var bios = ManagedSettings.Bios(_desired);
        if (bios.IsEmpty)
        {
            core.Looks.Keep(_desired.Name, question, seen, ValueArray<Diagnostic>.Empty);
            return seen;
        }

        var profile = _desired.BiosProfile!.Content with { Attributes = bios };
        var keys = new ManagedKeys(bios.Keys.ToValueArray(), ValueArray<string>.Empty, ValueArray<string>.Empty);
        var known = new ServerObserved { Identity = seen };
        var look = await MachineLook.TakeAsync(connection, seen, inventory.Power.State, keys, profile, known, cancellationToken);
        if (look.TryGet(out var taken, out fault))
        {
            var refusal = plan.IsCertain ? null : ServerPlanner.RebootRefusal(_desired, taken.Observed);
            var findings = refusal is null ? taken.Findings : taken.Findings.Add(refusal);
            if (plan.Reboots > 0 && !taken.ForeignPending.IsEmpty) findings = findings.Add(BiosDiagnostics.OthersWait(_desired.Name, taken.ForeignPending));
            diagnostics.AddRange(findings);
            core.Looks.Keep(_desired.Name, question, seen, findings);
        }
        else
        {
            Unreached(diagnostics, fault);
        }

        return seen;
    }

    /// <summary>What forbids the plan now that it is known who is there.</summary>
    private void Judge(ServerIdentity seen, ServerRecord? own, List<Diagnostic> diagnostics)
    {
        if (ClaimRules.WrongMachine(_desired.Name, _desired.Expect, own, seen) is { } wrong) diagnostics.Add(wrong);
        if (ServerPlanner.ForeignBaseline(_desired, seen) is { } foreign && !diagnostics.Contains(foreign)) diagnostics.Add(foreign);
        var settled = ClaimRules.Decide(_desired.Name, query.Claim, _desired.Bmc.Address, seen, _digest, core.Book.All);
        if (settled is ClaimDecision.Refuse refuse && !diagnostics.Contains(refuse.Diagnostic)) diagnostics.Add(refuse.Diagnostic);
    }

    private ServerIdentity? Unreached(List<Diagnostic> diagnostics, Fault fault)
    {
        var mustFail = context.Site.OnUnreachable == UnreachableRule.Fail;
        diagnostics.Add(DoorFaults.MustFail(fault.Kind)
            ? fault.Diagnostic
            : PlanningDiagnostics.WasNotReached(_desired.Name, fault.Diagnostic, mustFail, isCreate: query.Claim is null));
        return null;
    }
}
