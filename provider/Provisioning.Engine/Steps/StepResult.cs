using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Steps;

/// <summary>How far a step is, as a look at it shows.</summary>
internal abstract record StepResult
{
    private StepResult()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(Func<Done, T> done, Func<InProgress, T> inProgress, Func<AwaitSignal, T> awaitSignal, Func<Refused, T> refused, Func<Failed, T> failed) =>
        this switch
        {
            Done r => done(r),
            InProgress r => inProgress(r),
            AwaitSignal r => awaitSignal(r),
            Refused r => refused(r),
            Failed r => failed(r),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What it was for was seen.</summary>
    public sealed record Done(ValueMap<string, string> Evidence) : StepResult
    {
        public static Done Plain { get; } = new(ValueMap<string, string>.Empty);
    }

    /// <summary>Not yet; look again.</summary>
    /// <param name="Checkpoint">How far it is, for people.</param>
    /// <param name="LookAgainAfter">When; null: the runner's growing intervals.</param>
    public sealed record InProgress(string Checkpoint, TimeSpan? LookAgainAfter = null) : StepResult;

    /// <summary>Not yet; the step itself waited for a signal and none came in this slice of time.</summary>
    public sealed record AwaitSignal(string From) : StepResult;

    /// <summary>It cannot be had on this machine.</summary>
    public sealed record Refused(Diagnostic Diagnostic) : StepResult;

    /// <summary>It failed.</summary>
    public sealed record Failed(Fault Fault) : StepResult;
}
