using Provisioning.Engine.Discovery;
using Provisioning.Model.Bios;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Bios;

/// <summary>BIOS attributes.</summary>
public interface IBiosPort
{
    /// <summary>
    /// Reads current and pending values. With <paramref name="describe"/>, also the registry's entries for those names (kept by the
    /// connection and in its capabilities, so that a second reading costs nothing).
    /// </summary>
    ValueTask<PortResult<BiosObservation>> ReadAsync(ValueArray<string> describe, CancellationToken cancellationToken);

    /// <summary>Reads the values in force, and nothing of what waits for the next restart: half the requests.</summary>
    ValueTask<PortResult<ValueMap<string, string>>> ReadCurrentAsync(CancellationToken cancellationToken);

    /// <summary>Writes attributes in one request to the pending settings; they take effect at the next restart.</summary>
    /// <param name="attributes">Names and values as text; the driver gives them the registry's types.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<PortResult<Acceptance>> WriteAsync(ValueMap<string, string> attributes, CancellationToken cancellationToken);
}
