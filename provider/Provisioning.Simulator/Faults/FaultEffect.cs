using System.Diagnostics;

namespace Provisioning.Simulator.Faults;

/// <summary>Where a fault sits.</summary>
public abstract record FaultEffect
{
    private FaultEffect()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(Func<OnTheWire, T> onTheWire, Func<InTheBmc, T> inTheBmc) => this switch
    {
        OnTheWire w => onTheWire(w),
        InTheBmc b => inTheBmc(b),
        _ => throw new UnreachableException(),
    };

    /// <summary>Between request and reply.</summary>
    public sealed record OnTheWire(WireFault Fault) : FaultEffect;

    /// <summary>In what the BMC does.</summary>
    public sealed record InTheBmc(BmcFault Fault) : FaultEffect;
}
