using Provisioning.Agent.Machines;
using Provisioning.Agent.Running;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Machines.Media;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Machines.Simulated;

/// <summary>
/// A machine without a processor: booted from a deploy medium it runs the product's own agent in this process, with the ticket that
/// the medium bears, against disks that are sparse files; booted from a written disk it reports in as the installed system would.
/// </summary>
internal sealed class SimulatedMachine : IMachine, IPower
{
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly SimulatedHardware _hardware;
    private readonly MachineLog _log;
    private readonly InstalledSystem _system;
    private CancellationTokenSource _powered = new();
    private Task _running = Task.CompletedTask;
    private volatile RemoteImage? _image;

    public SimulatedMachine(ServerDefinition definition, Personality personality, string folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        _hardware = new SimulatedHardware(definition, personality, folder, time);
        _log = new MachineLog(Path.Combine(folder, "serial.log"), time);
        _system = new InstalledSystem(_hardware, time, _log);
    }

    public Action<MachineSignal>? Signalled { get; set; }

    private IDisks Disks => _hardware;

    public Task RackAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        return Task.CompletedTask;
    }

    public Task BootAsync(BootDevice device, CancellationToken cancellationToken)
    {
        _hardware.Restart();
        var powered = _powered.Token;
        _running = Task.Run(() => GuardAsync(device, powered), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task HaltAsync(CancellationToken cancellationToken)
    {
        await _powered.CancelAsync();
        await _running;
        _powered.Dispose();
        _powered = new CancellationTokenSource();
    }

    public async Task RequestShutdownAsync(CancellationToken cancellationToken)
    {
        await _powered.CancelAsync();
        await _running;
        Signalled?.Invoke(MachineSignal.PoweredOff);
    }

    public Task InsertAsync(RemoteImage image, CancellationToken cancellationToken)
    {
        _image = image;
        return Task.CompletedTask;
    }

    public Task EjectAsync(CancellationToken cancellationToken)
    {
        _image = null;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _powered.CancelAsync();
        await _running;
        _powered.Dispose();
    }

    ValueTask IPower.RestartAsync(CancellationToken cancellationToken)
    {
        Signalled?.Invoke(MachineSignal.ResetRequested);
        return ValueTask.CompletedTask;
    }

    ValueTask IPower.PowerOffAsync(CancellationToken cancellationToken)
    {
        Signalled?.Invoke(MachineSignal.PoweredOff);
        return ValueTask.CompletedTask;
    }

    private async Task GuardAsync(BootDevice device, CancellationToken powered)
    {
        try
        {
            await RunAsync(device, powered);
        }
        catch (OperationCanceledException) when (powered.IsCancellationRequested)
        {
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or ObjectDisposedException)
        {
            // What a machine does when its medium or disk fails under it: it stops where it is.
            _log.Write($"stopped: {exception.Message}");
        }
    }

    private async Task RunAsync(BootDevice device, CancellationToken powered)
    {
        var disk = Disks.List().FirstOrDefault(InstalledSystem.IsBootable);
        var image = _image;
        switch (device)
        {
            case BootDevice.Cd when image is not null:
                await RunMediumAsync(image, powered);
                break;
            case BootDevice.Disk or BootDevice.Default or BootDevice.Cd or BootDevice.Network when disk is not null:
                await RunDiskAsync(disk, powered);
                break;
            case BootDevice.Default when image is not null:
                await RunMediumAsync(image, powered);
                break;
            case BootDevice.Setup:
                break;
            default:
                Fail("no bootable device");
                break;
        }
    }

    private async Task RunMediumAsync(RemoteImage image, CancellationToken powered)
    {
        var (ticket, seen) = await DeployMedium.ReadTicketAsync(image, powered);
        if (ticket is null)
        {
            Fail(seen);
            return;
        }

        Signalled?.Invoke(MachineSignal.OperatingSystemRuns);
        var exit = await AgentRunner.RunAsync(ticket, Ports(), _time, powered);
        _log.Write($"the agent ended: {exit}");
    }

    private async Task RunDiskAsync(IDisk disk, CancellationToken powered)
    {
        _log.Write($"booting from {disk.Description}");
        Signalled?.Invoke(MachineSignal.OperatingSystemRuns);
        await _system.RunAsync(disk, powered);
    }

    private MachinePorts Ports() => new() { Facts = _hardware, Disks = _hardware, Nics = _hardware, Power = this, Log = _log, Route = SimulatedNetwork.Route };

    private void Fail(string seen)
    {
        _log.Write("nothing to boot: " + seen);
        Signalled?.Invoke(MachineSignal.NothingToBoot);
    }
}
