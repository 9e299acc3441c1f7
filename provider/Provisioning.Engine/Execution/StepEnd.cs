using Provisioning.Model.Faults;

namespace Provisioning.Engine.Execution;

/// <summary>How the work on a step ended.</summary>
internal abstract record StepEnd
{
    private StepEnd()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(Func<Confirmed, T> confirmed, Func<GaveUp, T> gaveUp, Func<Stopped, T> stopped, Func<NeedsReboot, T> needsReboot) => this switch
    {
        Confirmed e => confirmed(e),
        GaveUp e => gaveUp(e),
        Stopped e => stopped(e),
        NeedsReboot e => needsReboot(e),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What it was for was seen.</summary>
    public sealed record Confirmed : StepEnd;

    /// <summary>No remedy is left.</summary>
    /// <param name="Fault">What went wrong.</param>
    /// <param name="IsFinal">Whether the attempt is over; false: what was begun stays begun and is taken up by the next operation.</param>
    public sealed record GaveUp(Fault Fault, bool IsFinal) : StepEnd;

    /// <summary>The caller cancelled, or the operation's time is over.</summary>
    /// <param name="Aborted">Whether the step was stopped, so that the attempt is over.</param>
    public sealed record Stopped(bool Aborted) : StepEnd;

    /// <summary>The remedy is to cut the power and to begin another attempt.</summary>
    public sealed record NeedsReboot(Fault Fault) : StepEnd;
}
