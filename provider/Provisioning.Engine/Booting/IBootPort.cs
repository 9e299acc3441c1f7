using Provisioning.Engine.Discovery;
using Provisioning.Model.Booting;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Booting;

/// <summary>Boot override.</summary>
public interface IBootPort
{
    /// <summary>The override in force for the next boot.</summary>
    ValueTask<PortResult<BootOverride>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sets it.</summary>
    ValueTask<PortResult<Acceptance>> SetAsync(BootOverride bootOverride, CancellationToken cancellationToken);
}
