namespace Provisioning.Model.Lifecycles;

/// <summary>The seven stages, and leaving. A stage is an edge of the lifecycle.</summary>
public enum Stage
{
    /// <summary>Discovery and inventory.</summary>
    Discovery = 1,

    /// <summary>The BMC's own settings.</summary>
    BmcConfiguration = 2,

    /// <summary>The firmware baseline.</summary>
    Firmware = 3,

    /// <summary>BIOS and UEFI settings.</summary>
    Bios = 4,

    /// <summary>The operating system's image.</summary>
    Imaging = 5,

    /// <summary>Validation after deployment.</summary>
    Validation = 6,

    /// <summary>Readiness for workloads.</summary>
    Readiness = 7,

    /// <summary>Leaving.</summary>
    Retire = 8,
}

/// <summary>A machine's place in its life: a fold over its committed stages. Failure is beside it, never in it.</summary>
public enum LifecycleState
{
    /// <summary>Seen.</summary>
    Discovered = 1,

    /// <summary>Identified and claimed.</summary>
    Enrolled = 2,

    /// <summary>The BMC's settings are as wanted.</summary>
    Configured = 3,

    /// <summary>Firmware and BIOS are as wanted.</summary>
    Baselined = 4,

    /// <summary>The operating system is on the disk.</summary>
    Imaged = 5,

    /// <summary>What runs agrees with what was bought.</summary>
    Validated = 6,

    /// <summary>Ready for workloads.</summary>
    Ready = 7,

    /// <summary>Workloads run on it.</summary>
    InService = 8,

    /// <summary>Workloads are leaving it.</summary>
    Draining = 9,

    /// <summary>Handed over.</summary>
    Retired = 10,
}

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

/// <summary>Three-valued truth.</summary>
public enum ConditionStatus
{
    /// <summary>It is so.</summary>
    Yes = 1,

    /// <summary>It is not so.</summary>
    No = 2,

    /// <summary>Nobody can tell.</summary>
    Unknown = 3,
}

/// <summary>One condition with its reason.</summary>
/// <param name="Kind">What is judged.</param>
/// <param name="Status">The judgement.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record Condition(ConditionKind Kind, ConditionStatus Status, string Reason);
