namespace Provisioning.Agent.Machines;

/// <summary>The machine's own power switch.</summary>
public interface IPower
{
    /// <summary>Restarts the machine. A real machine does not return from it.</summary>
    ValueTask RestartAsync(CancellationToken cancellationToken);

    /// <summary>Switches the machine off. A real machine does not return from it.</summary>
    ValueTask PowerOffAsync(CancellationToken cancellationToken);
}
