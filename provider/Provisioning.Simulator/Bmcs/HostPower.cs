using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Machines;

namespace Provisioning.Simulator.Bmcs;

/// <summary>
/// The machine's power and where its boot stands. State changes happen under the BMC's gate; what takes time (POST, the machine
/// itself) runs beside it, one transition at a time, and a newer transition cuts the POST of an older one short.
/// </summary>
internal sealed class HostPower : IAsyncDisposable
{
    private readonly SimulatedBmc _bmc;
    private readonly IMachine _machine;
    private readonly CancellationTokenSource _lifetime = new();
    private readonly SemaphoreSlim _machineTurn = new(1, 1);
    private CancellationTokenSource _transition = new();
    private Task _running = Task.CompletedTask;
    private bool _bootAfterShutdown;

    public HostPower(SimulatedBmc bmc, IMachine machine)
    {
        _bmc = bmc;
        _machine = machine;
        _machine.Signalled = OnSignal;
        LastReset = bmc.Time.GetUtcNow();
    }

    /// <summary>A PowerState of the Resource schema.</summary>
    public string State { get; private set; } = "Off";

    /// <summary>A BootProgress LastState.</summary>
    public string Progress { get; private set; } = "None";

    public DateTimeOffset LastReset { get; private set; }

    /// <summary>How often the machine was started since it was racked.</summary>
    public int BootCount { get; private set; }

    public bool IsOn => State != "Off";

    public bool InPost => Progress is "PrimaryProcessorInitializationStarted";

    /// <summary>What the last boot used.</summary>
    public BootDevice? LastDevice { get; private set; }

    public void TurnOn()
    {
        lock (_bmc.Gate)
        {
            // Also while it is being powered off: that ends first.
            if (State != "On") BeginBoot();
        }
    }

    public void TurnOff()
    {
        lock (_bmc.Gate)
        {
            if (!IsOn) return;
            State = "PoweringOff";
            Begin(boot: false);
        }
    }

    /// <summary>Stops and starts it, whatever it does.</summary>
    public void Restart()
    {
        lock (_bmc.Gate) BeginBoot();
    }

    /// <summary>Asks the operating system to stop, and starts it again when it did if <paramref name="thenBoot"/>.</summary>
    public void ShutDown(bool thenBoot)
    {
        lock (_bmc.Gate)
        {
            if (!IsOn) return;
            _bootAfterShutdown = thenBoot;
            Track(GuardAsync(_machine.RequestShutdownAsync, _lifetime.Token));
        }
    }

    /// <summary>Waits until the transition that is under way is over; for tests and for taking the rack down.</summary>
    public Task SettledAsync(CancellationToken cancellationToken) => _running.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync();
        await _running;
        await _machine.DisposeAsync();
        _machineTurn.Dispose();
        _transition.Dispose();
        _lifetime.Dispose();
    }

    private void BeginBoot()
    {
        State = "On";
        Progress = "PrimaryProcessorInitializationStarted";
        LastReset = _bmc.Time.GetUtcNow();
        BootCount++;
        _bmc.SystemLog.Add("OK", "The system was started.", "Rack.1.0.SystemStarted");
        Begin(boot: true);
    }

    private void Begin(bool boot)
    {
        _bootAfterShutdown = false;
        _transition.Cancel();
        _transition.Dispose();
        _transition = CancellationTokenSource.CreateLinkedTokenSource(_lifetime.Token);
        var token = _transition.Token;
        Track(GuardAsync(stop => RunAsync(boot, stop), token));
    }

    private void Track(Task task) => _running = _running.IsCompleted ? task : Task.WhenAll(_running, task);

    private async Task RunAsync(bool boot, CancellationToken cancellationToken)
    {
        await _machineTurn.WaitAsync(cancellationToken);
        try
        {
            await _machine.HaltAsync(_lifetime.Token);
            if (!boot)
            {
                lock (_bmc.Gate) Off();
                return;
            }

            if (_bmc.Definition.PostTime > TimeSpan.Zero) await Task.Delay(_bmc.Definition.PostTime, _bmc.Time, cancellationToken);
            BootDevice device;
            lock (_bmc.Gate)
            {
                cancellationToken.ThrowIfCancellationRequested();
                device = FinishPost();
            }

            await _machine.BootAsync(device, _lifetime.Token);
        }
        finally
        {
            _machineTurn.Release();
        }
    }

    private BootDevice FinishPost()
    {
        _bmc.ApplyPendingBios();
        var ignore = _bmc.Boot.OverrideEnabled != "Disabled" && _bmc.Faults.Take<BmcFault.IgnoreOverride>() is not null;
        var device = _bmc.Boot.TakeDevice(ignore);
        LastDevice = device;
        Progress = device == BootDevice.Setup ? "SetupEntered" : "OSBootStarted";
        return device;
    }

    private void Off()
    {
        State = "Off";
        Progress = "None";
        _bmc.SystemLog.Add("OK", "The system was powered off.", "Rack.1.0.SystemStopped");
    }

    private void OnSignal(MachineSignal signal)
    {
        lock (_bmc.Gate)
        {
            // What a machine says while its power is being taken away no longer counts.
            if (State != "On" || _lifetime.IsCancellationRequested) return;
            switch (signal)
            {
                case MachineSignal.PoweredOff:
                    var again = _bootAfterShutdown;
                    Off();
                    if (again) BeginBoot();
                    break;
                case MachineSignal.ResetRequested:
                    BeginBoot();
                    break;
                case MachineSignal.OperatingSystemRuns:
                    Progress = "OSRunning";
                    break;
                default:
                    _bmc.SystemLog.Add("Warning", "No bootable device was found.", "Rack.1.0.NoBootDevice");
                    break;
            }
        }
    }

    /// <summary>A machine that fails is an entry in the log, as behind a real BMC; it never takes the rack down.</summary>
    private async Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }
        catch (MachineException exception)
        {
            lock (_bmc.Gate) _bmc.SystemLog.Add("Critical", exception.Message, "Rack.1.0.MachineFailed");
        }
    }
}
