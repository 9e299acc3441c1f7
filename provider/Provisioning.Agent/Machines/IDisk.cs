namespace Provisioning.Agent.Machines;

/// <summary>One whole disk.</summary>
public interface IDisk
{
    /// <summary>What it says of itself.</summary>
    DiskDescription Description { get; }

    /// <summary>Opens it. Several may have it open to read; only one writes.</summary>
    /// <param name="writable">Whether it will be written.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    IDiskAccess Open(bool writable);
}
