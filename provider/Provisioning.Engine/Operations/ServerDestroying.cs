using Provisioning.Engine.Execution;
using Provisioning.Engine.Imaging;
using Provisioning.Engine.Inventories;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Operations;

/// <summary>Leaves one machine by its rule, and only under the claim that is still the current one.</summary>
internal sealed class ServerDestroying(EngineCore core, DoorContext context, ServerDestroyCommand command, RunningOperation operation)
{
    private readonly RowAuthor _author = new(operation.Id, context.Actor, context.Door);

    private ServerRecord? Own => core.Book.Find(command.Name) is { Forgotten: false } record ? record : null;

    public async ValueTask<ValueArray<Diagnostic>> DestroyAsync(CancellationToken cancellationToken)
    {
        if (Own is { } record && record.Claim != command.Claim)
            return [PlanningDiagnostics.WasForgottenOnly(command.Name, command.Claim, record.Claim)];
        if (Own?.Hold is { } hold && hold.IsInForce(core.Ports.Time.GetUtcNow()))
            return [PlanningDiagnostics.IsHeld(command.Name, hold.Reason, hold.Actor, hold.Since, hold.Until, hold.Ticket)];
        if (command.Rule == DestroyRule.Erase)
        {
            return [command.Allow.DataLoss ? PlanningDiagnostics.CannotErase(command.Name) : ServerDiagnostics.EraseIsNotAllowed(command.Name)];
        }

        if (command.Rule == DestroyRule.PowerOff && await PowerOffAsync(cancellationToken) is { } trouble) return [trouble];
        if (Own is not { } left) return ValueArray<Diagnostic>.Empty;
        if (left.Attempt is { State: AttemptState.Open } open)
        {
            await core.Book.AppendAsync(_author, left.Name, new JournalEvent.AttemptEnded(open.Number, AttemptState.Cancelled, null), CancellationToken.None);
            await core.Ports.Media.WithdrawAsync(new AttemptKey(left.Claim.Text, open.Number), CancellationToken.None);
        }

        await core.Book.AppendAsync(_author, left.Name, new JournalEvent.Left(command.Rule, "the object was destroyed"), CancellationToken.None);
        operation.Transition(command.Name, $"No longer managed ({command.Rule})");
        return ValueArray<Diagnostic>.Empty;
    }

    /// <summary>Why the machine that was seen is not switched off: it is not the one that was provisioned, or it is somebody else's by now. Null: it is ours.</summary>
    private Diagnostic? Misses(ServerIdentity seen)
    {
        var expected = Own is null && command.Prior is { Identity: { } prior } ? new ExpectedIdentity(prior.Serial, prior.Uuid) : ExpectedIdentity.Anyone;
        if (ClaimRules.WrongMachine(command.Name, expected, Own, seen) is { } wrong) return wrong;
        return ClaimRules.Decide(command.Name, command.Claim, command.Bmc.Address, seen, null, core.Book.All) is ClaimDecision.Refuse refuse ? refuse.Diagnostic : null;
    }

    private async ValueTask<Diagnostic?> PowerOffAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(command.Timeout, core.Ports.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        await using var machine = new MachineSession(
            core.Ports.Bmcs, core.Ports.Store, context, command.Name, command.Bmc, Own is { } known ? known.Fingerprint : command.Prior?.BmcFingerprint, forReading: false);
        try
        {
            var opened = await machine.OpenAsync(either.Token);
            if (!opened.TryGet(out var connection, out var fault)) return fault.Diagnostic;
            var answer = await connection.Inventory.ReadAsync(InventoryScope.Identity, either.Token);
            if (!answer.TryGet(out var inventory, out fault)) return fault.Diagnostic;
            if (Misses(inventory.Identity) is { } wrong) return wrong;
            if (inventory.Power.State == PowerState.Off) return null;
            if (core.Ports.Guard?.Check() is { } lost) return lost;

            // Switching off is convergent: an engine that dies here leaves a destroy that is simply asked for again.
            foreach (var action in new[] { PowerAction.GracefulOff, PowerAction.ForceOff })
            {
                operation.Transition(command.Name, $"Power: {action}");
                if (!(await connection.Power.ActAsync(action, either.Token)).TryGet(out _, out fault) && action == PowerAction.ForceOff) return fault.Diagnostic;
                for (var look = 0; look < 12; look++)
                {
                    if ((await connection.Power.ReadAsync(either.Token)).TryGet(out var seen, out _) && seen.State == PowerState.Off) return null;
                    await Task.Delay(TimeSpan.FromSeconds(5), core.Ports.Time, either.Token);
                }
            }

            return OperationDiagnostics.CameToNothing(command.Name, "power off", "The power is still on.");
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return deadline.IsCancellationRequested
                ? OperationDiagnostics.RanOut(command.Name, command.Timeout, "power off")
                : OperationDiagnostics.WasCancelled(command.Name, "power off");
        }
    }
}
