using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Linux;

/// <summary>The machine's power by the kernel's reboot call.</summary>
internal sealed class LinuxPower : IPower
{
    /// <inheritdoc/>
    public ValueTask RestartAsync(CancellationToken cancellationToken)
    {
        LinuxCalls.Restart();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask PowerOffAsync(CancellationToken cancellationToken)
    {
        LinuxCalls.PowerOff();
        return ValueTask.CompletedTask;
    }
}
