namespace Provisioning.Simulator.Machines;

/// <summary>What a machine tells its BMC by itself.</summary>
internal enum MachineSignal
{
    /// <summary>It powered itself off.</summary>
    PoweredOff = 1,

    /// <summary>It asked for a reset and waits for its BMC to boot it.</summary>
    ResetRequested = 2,

    /// <summary>An operating system runs.</summary>
    OperatingSystemRuns = 3,

    /// <summary>Nothing bootable was found.</summary>
    NothingToBoot = 4,
}
