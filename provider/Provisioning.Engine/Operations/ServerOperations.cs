using Provisioning.Engine.Drift;
using Provisioning.Engine.Execution;
using Provisioning.Engine.Stores;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Operations;

/// <summary>Begins operations, lets a second request for the same join the first unless that was cancelled, and turns what the store cannot keep into a diagnostic.</summary>
internal sealed class ServerOperations(EngineCore core) : IServerOperations
{
    public async ValueTask<ServerPlan> PlanAsync(DoorContext context, ServerPlanQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await new ServerPlanning(core, context, query).PlanAsync(cancellationToken);
        }
        catch (StoreException exception)
        {
            return new ServerPlan { Diagnostics = [exception.Diagnostic] };
        }
    }

    public async ValueTask<ServerOutcome> ApplyAsync(
        DoorContext context, ServerApplyCommand command, IOperationSink sink, CancellationToken cancellationToken)
    {
        var name = command.Desired.Name;
        var digest = DesiredDigest.Of(command.Desired);
        while (true)
        {
            if (core.Running.TryGetValue(name, out var running))
            {
                if (running.Digest != digest) return new ServerOutcome(Known(name, command), null, [OperationDiagnostics.IsBusy(name, running.Id)]);
                if (running.Cancelled.IsCancellationRequested)
                {
                    // Who asks anew has not cancelled anything: he waits until the one before has come to its safe point, and goes on from there.
                    sink.Progress(name, $"waits until {running.Id} has stopped");
                    await ((Task)running.End.Task).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    if (!cancellationToken.IsCancellationRequested) continue;
                    return new ServerOutcome(Known(name, command), null, [OperationDiagnostics.WasCancelled(name, null)]);
                }

                running.Attach(sink);
                using var cancel = cancellationToken.UnsafeRegister(_ => running.Cancel(), null);
                return await running.End.Task;
            }

            var operation = new RunningOperation(core.NewOperationId(), name, digest);
            if (!core.Running.TryAdd(name, operation)) continue;
            core.Looks.Forget(name);
            operation.Attach(sink);
            using var registration = cancellationToken.UnsafeRegister(_ => operation.Cancel(), null);
            return await RunAsync(context, command, operation, CancellationToken.None);
        }
    }

    public async ValueTask<ServerOutcome> ReadAsync(DoorContext context, ServerLook look, CancellationToken cancellationToken)
    {
        try
        {
            return await new ServerReading(core, context, look).ReadAsync(cancellationToken);
        }
        catch (StoreException exception)
        {
            return Failed(look.Name, exception);
        }
    }

    public async ValueTask<ServerDrift> DriftAsync(DoorContext context, ServerDesired desired, string? fingerprint, CancellationToken cancellationToken)
    {
        try
        {
            return await new ServerDrifting(core, context, desired, fingerprint).LookAsync(cancellationToken);
        }
        catch (StoreException exception)
        {
            return new ServerDrift(null, null, ValueArray<DriftedValue>.Empty, [exception.Diagnostic]);
        }
    }

    public async ValueTask<ServerOutcome> ImportAsync(DoorContext context, ServerLook look, CancellationToken cancellationToken)
    {
        try
        {
            if (look.Bmc.Address.Length > 0) return await new ServerReading(core, context, look).ImportAsync(cancellationToken);
            if (core.Book.Find(look.Name) is not { Forgotten: false } record)
                return new ServerOutcome(null, null, [ServerDiagnostics.IsNotInStore(look.Name, context.Site.Site)]);
            var placed = look with { Bmc = look.Bmc with { Address = record.Address } };
            return await new ServerReading(core, context, placed).ImportAsync(cancellationToken);
        }
        catch (StoreException exception)
        {
            return new ServerOutcome(null, null, [exception.Diagnostic]);
        }
    }

    public async ValueTask<ValueArray<Diagnostic>> DestroyAsync(
        DoorContext context, ServerDestroyCommand command, IOperationSink sink, CancellationToken cancellationToken)
    {
        var operation = new RunningOperation(core.NewOperationId(), command.Name, "destroy");
        if (!core.Running.TryAdd(command.Name, operation))
            return [OperationDiagnostics.IsBusy(command.Name, core.Running.TryGetValue(command.Name, out var other) ? other.Id : "")];
        core.Looks.Forget(command.Name);
        operation.Attach(sink);
        try
        {
            return await new ServerDestroying(core, context, command, operation).DestroyAsync(cancellationToken);
        }
        catch (StoreException exception)
        {
            return [exception.Diagnostic];
        }
        finally
        {
            core.Running.TryRemove(command.Name, out _);
        }
    }

    private async ValueTask<ServerOutcome> RunAsync(
        DoorContext context, ServerApplyCommand command, RunningOperation operation, CancellationToken cancellationToken)
    {
        var name = command.Desired.Name;
        try
        {
            var outcome = await new ServerApplying(core, context, command, operation).ApplyAsync(cancellationToken);
            core.Running.TryRemove(name, out _);
            operation.End.SetResult(outcome);
            return outcome;
        }
        catch (StoreException exception)
        {
            var outcome = new ServerOutcome(Known(name, command), null, [exception.Diagnostic]);
            core.Running.TryRemove(name, out _);
            operation.End.SetResult(outcome);
            return outcome;
        }
        finally
        {
            core.Running.TryRemove(name, out _);
            operation.End.TrySetException(new InvalidOperationException($"Operation {operation.Id} ended by an unexpected fault."));
            _ = operation.End.Task.Exception;
        }
    }

    private ServerOutcome Failed(string name, StoreException exception) =>
        new(core.Book.Find(name) is { Forgotten: false } record ? EngineCore.SnapshotOf(record) : null, null, [exception.Diagnostic]);

    private ServerSnapshot? Known(string name, ServerApplyCommand command) =>
        command.Claim is not null && core.Book.Find(name) is { Forgotten: false } record ? EngineCore.SnapshotOf(record) : null;
}
