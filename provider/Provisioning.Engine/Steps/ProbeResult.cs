using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Steps;

/// <summary>Whether what a step is for is so already.</summary>
internal abstract record ProbeResult
{
    private ProbeResult()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(Func<Holds, T> holds, Func<DoesNotHold, T> doesNotHold, Func<CannotTell, T> cannotTell, Func<Failed, T> failed) => this switch
    {
        Holds p => holds(p),
        DoesNotHold p => doesNotHold(p),
        CannotTell p => cannotTell(p),
        Failed p => failed(p),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>It is so.</summary>
    public sealed record Holds(ValueMap<string, string> Evidence) : ProbeResult;

    /// <summary>It is not so.</summary>
    public sealed record DoesNotHold(string Seen) : ProbeResult;

    /// <summary>Nothing that was seen decides it.</summary>
    public sealed record CannotTell(string Seen) : ProbeResult;

    /// <summary>The look itself failed.</summary>
    public sealed record Failed(Fault Fault) : ProbeResult;
}
