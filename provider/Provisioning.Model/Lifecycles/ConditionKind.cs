namespace Provisioning.Model.Lifecycles;

/// <summary>What is true of a machine beside its lifecycle.</summary>
public enum ConditionKind
{
    /// <summary>The BMC answers.</summary>
    Reachable = 1,

    /// <summary>The BMC's certificate is the one we trust.</summary>
    BmcTrusted = 2,

    /// <summary>The inventory is recent.</summary>
    InventoryFresh = 3,

    /// <summary>Firmware is as the baseline says.</summary>
    FirmwareCompliant = 4,

    /// <summary>BIOS settings are as the profile says.</summary>
    BiosCompliant = 5,

    /// <summary>A policy judged the measurements good; unknown without a policy.</summary>
    Attested = 6,

    /// <summary>GPUs are healthy.</summary>
    GpuHealthy = 7,

    /// <summary>The fabric is healthy.</summary>
    FabricHealthy = 8,

    /// <summary>A scheduler may use it.</summary>
    Schedulable = 9,

    /// <summary>An operator holds it.</summary>
    Held = 10,
}
