namespace Provisioning.Simulator.Machines;

/// <summary>What a machine is told to boot.</summary>
internal enum BootDevice
{
    /// <summary>Its own order: disk first, then the rest.</summary>
    Default = 1,

    /// <summary>The virtual CD.</summary>
    Cd = 2,

    /// <summary>The disk.</summary>
    Disk = 3,

    /// <summary>The network.</summary>
    Network = 4,

    /// <summary>The firmware's setup: no operating system.</summary>
    Setup = 5,
}
