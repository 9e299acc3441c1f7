using Provisioning.AgentContract.Inventories;

namespace Provisioning.Agent.Machines;

/// <summary>The machine's network interfaces.</summary>
public interface INics
{
    /// <summary>Lists those with hardware behind them; not the loopback, bridges or bonds. Does not fail.</summary>
    IReadOnlyList<InventoryNic> List();
}
