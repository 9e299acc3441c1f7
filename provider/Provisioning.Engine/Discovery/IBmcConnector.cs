using Provisioning.Model.Faults;

namespace Provisioning.Engine.Discovery;

/// <summary>Makes connections to BMCs. Expected failures come as faults, never as exceptions; only cancellation is thrown.</summary>
public interface IBmcConnector
{
    /// <summary>Connects and logs in. A password that failed twice is not tried again (<see cref="FaultKind.LoginWithheld"/>).</summary>
    ValueTask<PortResult<IBmcConnection>> ConnectAsync(BmcConnectRequest request, CancellationToken cancellationToken);
}
