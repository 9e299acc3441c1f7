namespace Provisioning.Agent.Machines;

/// <summary>The machine's disks.</summary>
public interface IDisks
{
    /// <summary>Lists whole disks that can hold a system: no removable media, no RAM disks, nothing read-only. Does not fail.</summary>
    IReadOnlyList<IDisk> List();
}
