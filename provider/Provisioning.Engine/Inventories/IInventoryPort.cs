using Provisioning.Model.Faults;
using Provisioning.Model.Inventories;

namespace Provisioning.Engine.Inventories;

/// <summary>What the BMC says of the machine.</summary>
public interface IInventoryPort
{
    /// <summary>Reads the inventory. One resource that cannot be read is left out, it does not end the reading.</summary>
    ValueTask<PortResult<ServerInventory>> ReadAsync(InventoryScope scope, CancellationToken cancellationToken);
}
