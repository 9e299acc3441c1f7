using System.Diagnostics;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Servers;

/// <summary>Under which claim a request may act.</summary>
internal abstract record ClaimDecision
{
    private ClaimDecision()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(Func<New, T> asNew, Func<Continue, T> asContinue, Func<TakeUp, T> takeUp, Func<Refuse, T> refuse) => this switch
    {
        New d => asNew(d),
        Continue d => asContinue(d),
        TakeUp d => takeUp(d),
        Refuse d => refuse(d),
        _ => throw new UnreachableException(),
    };

    /// <summary>A claim is made.</summary>
    public sealed record New : ClaimDecision;

    /// <summary>The claim on record goes on.</summary>
    public sealed record Continue(ServerRecord Record) : ClaimDecision;

    /// <summary>The door's claim is put on record: this store has never seen it.</summary>
    public sealed record TakeUp(ClaimId Claim) : ClaimDecision;

    /// <summary>Nobody may act.</summary>
    public sealed record Refuse(Diagnostic Diagnostic) : ClaimDecision;
}
