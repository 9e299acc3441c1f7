using Provisioning.Engine.Discovery;
using Provisioning.Model.Faults;
using Provisioning.Model.Powering;

namespace Provisioning.Engine.Powering;

/// <summary>Host power.</summary>
public interface IPowerPort
{
    /// <summary>How it is now.</summary>
    ValueTask<PortResult<PowerObservation>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Asks for an action in the words that this BMC offers. Accepted is not done: the caller looks afterwards.</summary>
    ValueTask<PortResult<Acceptance>> ActAsync(PowerAction action, CancellationToken cancellationToken);
}
