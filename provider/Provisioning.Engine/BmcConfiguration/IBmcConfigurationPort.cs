using Provisioning.Engine.Discovery;
using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.BmcConfiguration;

/// <summary>The BMC's own settings.</summary>
public interface IBmcConfigurationPort
{
    /// <summary>The settings as they are.</summary>
    ValueTask<PortResult<BmcSettingsObservation>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sets NTP servers and switches NTP on.</summary>
    ValueTask<PortResult<Acceptance>> SetNtpAsync(ValueArray<string> servers, CancellationToken cancellationToken);

    /// <summary>Sets the host name.</summary>
    ValueTask<PortResult<Acceptance>> SetHostNameAsync(string hostName, CancellationToken cancellationToken);

    /// <summary>Restarts the BMC (not the host). The session does not survive it.</summary>
    ValueTask<PortResult<Acceptance>> ResetAsync(CancellationToken cancellationToken);
}
