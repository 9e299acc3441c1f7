using Provisioning.Engine.Discovery;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Operations;

namespace Provisioning.Engine.Steps;

/// <summary>
/// Carries out one kind of step: a probe, an action, and a look at what came of it. Holds no state of its own: what it needs is in the
/// context, so that a new engine can take up where an old one died.
/// </summary>
internal abstract class StepHandler
{
    protected static ValueMap<string, string> NoEvidence => ValueMap<string, string>.Empty;

    public abstract StepTraits Traits { get; }

    /// <summary>Whether what the step is for is so already. For a one-shot step: whether the action that was intended happened.</summary>
    public virtual ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ProbeResult>(new ProbeResult.DoesNotHold(""));

    /// <summary>What is seen before the action, for the Intended row: it lets a later look tell whether the action happened.</summary>
    public virtual ValueTask<PortResult<ValueMap<string, string>>> WitnessAsync(StepContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<PortResult<ValueMap<string, string>>>(NoEvidence);

    /// <summary>Acts.</summary>
    public virtual ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<PortResult<Acceptance>>(Acceptance.Plain);

    /// <summary>Looks at what came of it.</summary>
    public abstract ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>What the step's fault is once its deadline has passed.</summary>
    public virtual ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(
        new Fault(
            FaultKind.DeadlinePassed,
            OperationDiagnostics.DidNotEnd(context.Server, context.Step.Title, Traits.Deadline, checkpoint.Length == 0 ? "Nothing came of it." : checkpoint)));

    /// <summary>Undoes what must not go on when the step is aborted.</summary>
    public virtual ValueTask AbortAsync(StepContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    protected static StepResult Done(params ReadOnlySpan<(string Key, string? Value)> evidence) => new StepResult.Done(Evidence(evidence));

    protected static ProbeResult Holds(params ReadOnlySpan<(string Key, string? Value)> evidence) => new ProbeResult.Holds(Evidence(evidence));

    protected static StepResult Failed(Fault fault) => new StepResult.Failed(fault);

    protected static StepResult Failed(FaultKind kind, Diagnostic diagnostic) => new StepResult.Failed(new Fault(kind, diagnostic));

    /// <summary>What a look tells when the postcondition is what the probe asks for.</summary>
    protected static StepResult OfProbe(ProbeResult probe) => probe.Match<StepResult>(
        holds => new StepResult.Done(holds.Evidence),
        missing => new StepResult.InProgress(missing.Seen),
        unknown => new StepResult.InProgress(unknown.Seen),
        failed => Failed(failed.Fault));

    /// <summary>The fault of a step that the BMC took, and of which nothing came.</summary>
    protected static Fault Missed(StepContext context, string checkpoint) =>
        new(FaultKind.PostconditionMissed, OperationDiagnostics.CameToNothing(context.Server, context.Step.Title, checkpoint));

    /// <summary>A map of what is known; absent values are left out.</summary>
    protected static ValueMap<string, string> Evidence(params ReadOnlySpan<(string Key, string? Value)> evidence)
    {
        var map = ValueMap<string, string>.Empty;
        foreach (var (key, value) in evidence)
        {
            if (value is not null) map = map.Set(key, value);
        }

        return map;
    }

    /// <summary>How the BMC's own task for the step is: null when there is none, it is done, or it is gone (then the postcondition decides).</summary>
    protected static async ValueTask<StepResult?> OfTaskAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Known?.TaskUri is not { } uri) return null;
        var answer = await context.Machine.Connection.Tasks.ReadAsync(uri, cancellationToken);
        if (!answer.TryGet(out var task, out var fault)) return fault.Kind is FaultKind.Rejected ? null : Failed(fault);
        return task.State switch
        {
            BmcTaskState.Running => new StepResult.InProgress($"the BMC's task is running: {task.Message}"),
            BmcTaskState.Failed => Failed(FaultKind.TaskFailed, OperationDiagnostics.HasFailedTask(context.Server, context.Step.Title, task.Message)),
            _ => null,
        };
    }
}
