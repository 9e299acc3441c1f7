namespace Provisioning.Engine.Inventories;

/// <summary>How much is read.</summary>
public enum InventoryScope
{
    /// <summary>Who it is and whether it has power: one request.</summary>
    Identity = 1,

    /// <summary>Processors, memory, interfaces, drives as well.</summary>
    Full = 2,
}
