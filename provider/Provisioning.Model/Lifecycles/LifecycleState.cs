namespace Provisioning.Model.Lifecycles;

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
