using Provisioning.Engine.Discovery;
using Provisioning.Model.Booting;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Booting;

/// <summary>Virtual media: the one CD slot that the driver chose.</summary>
public interface IVirtualMediaPort
{
    /// <summary>What is in the slot.</summary>
    ValueTask<PortResult<VirtualMediumObservation>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Inserts an image; whatever was in the slot is ejected first.</summary>
    ValueTask<PortResult<Acceptance>> InsertAsync(Uri image, CancellationToken cancellationToken);

    /// <summary>Ejects. Nothing inserted is a success.</summary>
    ValueTask<PortResult<Acceptance>> EjectAsync(CancellationToken cancellationToken);
}
