using Provisioning.Model.Faults;

namespace Provisioning.Engine.Discovery;

/// <summary>Looks at an address from outside, without logging in: for discovery and examination. Writes nothing anywhere.</summary>
public interface IBmcProbe
{
    /// <summary>Asks for the service root, which needs no login (DSP0266, section 13.3.1).</summary>
    ValueTask<PortResult<BmcProbeAnswer>> ProbeAsync(BmcProbeRequest request, CancellationToken cancellationToken);
}
