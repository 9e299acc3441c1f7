using System.Diagnostics;

namespace Provisioning.Simulator.Faults;

/// <summary>What goes wrong between a request and its reply.</summary>
public abstract record WireFault
{
    private WireFault()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(
        Func<Delay, T> delay,
        Func<Hang, T> hang,
        Func<Drop, T> drop,
        Func<HangMidBody, T> hangMidBody,
        Func<MalformedJson, T> malformedJson,
        Func<HugeBody, T> hugeBody,
        Func<RedirectLoop, T> redirectLoop,
        Func<Refuse, T> refuse) => this switch
        {
            Delay d => delay(d),
            Hang h => hang(h),
            Drop d => drop(d),
            HangMidBody h => hangMidBody(h),
            MalformedJson m => malformedJson(m),
            HugeBody h => hugeBody(h),
            RedirectLoop r => redirectLoop(r),
            Refuse r => refuse(r),
            _ => throw new UnreachableException(),
        };

    /// <summary>The reply comes late.</summary>
    public sealed record Delay(TimeSpan Time) : WireFault;

    /// <summary>The reply never comes; the connection stays open.</summary>
    /// <param name="Execute">Whether the request is carried out all the same.</param>
    public sealed record Hang(bool Execute) : WireFault;

    /// <summary>The connection is cut instead of a reply.</summary>
    /// <param name="Execute">Whether the request is carried out all the same: what a client can then not know.</param>
    public sealed record Drop(bool Execute) : WireFault;

    /// <summary>The reply starts, stops in the middle of its body, and stays so.</summary>
    public sealed record HangMidBody : WireFault;

    /// <summary>The body of the reply is cut off, so that it is no JSON, with a length that fits.</summary>
    public sealed record MalformedJson : WireFault;

    /// <summary>The body of the reply is valid JSON of this many MiB.</summary>
    public sealed record HugeBody(int MebiBytes) : WireFault;

    /// <summary>Each request is answered with a redirect to yet another address of the same BMC.</summary>
    public sealed record RedirectLoop : WireFault;

    /// <summary>The request is not carried out and refused with this status.</summary>
    /// <param name="Status">An HTTP status from 400 to 599.</param>
    /// <param name="RetryAfter">The time named by a Retry-After header, if any.</param>
    public sealed record Refuse(int Status, TimeSpan? RetryAfter) : WireFault;
}
