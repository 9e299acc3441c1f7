using Provisioning.Simulator.Machines.Media;

namespace Provisioning.Simulator.Machines;

/// <summary>A machine that is nothing but a power state.</summary>
internal sealed class PowerOnlyMachine : IMachine
{
    public Action<MachineSignal>? Signalled { get; set; }

    public Task RackAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task BootAsync(BootDevice device, CancellationToken cancellationToken)
    {
        if (device != BootDevice.Setup) Signalled?.Invoke(MachineSignal.OperatingSystemRuns);
        return Task.CompletedTask;
    }

    public Task HaltAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RequestShutdownAsync(CancellationToken cancellationToken)
    {
        Signalled?.Invoke(MachineSignal.PoweredOff);
        return Task.CompletedTask;
    }

    public Task InsertAsync(RemoteImage image, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EjectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
