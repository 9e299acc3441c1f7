using Provisioning.Simulator.Machines.Media;

namespace Provisioning.Simulator.Machines;

/// <summary>
/// What stands behind a BMC. Calls come one at a time, except <see cref="InsertAsync"/> and <see cref="EjectAsync"/>, which may come
/// while another runs.
/// </summary>
internal interface IMachine : IAsyncDisposable
{
    /// <summary>Called when the machine does something by itself; set before <see cref="RackAsync"/>, called on any thread.</summary>
    Action<MachineSignal>? Signalled { get; set; }

    /// <summary>Makes the machine ready, powered off.</summary>
    /// <exception cref="MachineException">It cannot be.</exception>
    Task RackAsync(CancellationToken cancellationToken);

    /// <summary>Resets the machine and lets it run from a device.</summary>
    /// <exception cref="MachineException">It does not run.</exception>
    Task BootAsync(BootDevice device, CancellationToken cancellationToken);

    /// <summary>Takes its power away. Also right when it has none.</summary>
    Task HaltAsync(CancellationToken cancellationToken);

    /// <summary>Presses its power button; it may ignore that.</summary>
    Task RequestShutdownAsync(CancellationToken cancellationToken);

    /// <summary>Shows an image in its virtual drive.</summary>
    /// <exception cref="MachineException">The image cannot be shown.</exception>
    Task InsertAsync(RemoteImage image, CancellationToken cancellationToken);

    /// <summary>Empties its virtual drive.</summary>
    Task EjectAsync(CancellationToken cancellationToken);
}
