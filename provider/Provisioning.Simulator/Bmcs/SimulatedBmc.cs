using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Machines;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Bmcs;

/// <summary>All state of one simulated BMC.</summary>
internal sealed class SimulatedBmc : IAsyncDisposable
{
    public SimulatedBmc(ServerDefinition definition, Personality personality, IMachine machine, TimeProvider time)
    {
        Definition = definition;
        Personality = personality;
        Time = time;
        Serial = definition.Serial;
        Accounts = new AccountTable(time, definition);
        Sessions = new SessionTable(time, definition.MaxSessions);
        Bios = new BiosStore(personality);
        Manager = new ManagerState(time, definition.Name + "-bmc");
        Tasks = new TaskTable(time);
        SystemLog = new EventLog(time);
        ManagerLog = new EventLog(time);
        Drives = [.. personality.MediaSlots.Select(slot => new MediaDrive(slot))];
        Firmware = personality.Firmware.ToDictionary(component => component.Id, component => component.Version, StringComparer.Ordinal);
        Machine = machine;
        Power = new HostPower(this, machine);
        foreach (var rule in definition.Faults) Faults.Add(rule);
        foreach (var (id, version) in definition.Firmware) Firmware[id] = version;
    }

    /// <summary>Guards all state of this BMC that is not thread-safe itself.</summary>
    public Lock Gate { get; } = new();

    public ServerDefinition Definition { get; }

    public Personality Personality { get; }

    public TimeProvider Time { get; }

    public string Name => Definition.Name;

    /// <summary>The system's serial number; it can be changed, as by a wrong cable.</summary>
    public string Serial { get; set; }

    public AccountTable Accounts { get; }

    public SessionTable Sessions { get; }

    public BiosStore Bios { get; }

    public BootSettings Boot { get; } = new();

    public ManagerState Manager { get; }

    public TaskTable Tasks { get; }

    public EventLog SystemLog { get; }

    public EventLog ManagerLog { get; }

    public IReadOnlyList<MediaDrive> Drives { get; }

    /// <summary>Versions by component id.</summary>
    public Dictionary<string, string> Firmware { get; }

    public FaultTable Faults { get; } = new();

    public RequestLog Requests { get; } = new();

    public IMachine Machine { get; }

    public HostPower Power { get; }

    public string AssetTag { get; set; } = "";

    public string IndicatorLed { get; set; } = "Off";

    public bool SecureBootEnabled { get; set; }

    /// <summary>The task that stands for the pending BIOS settings, when the personality works with tasks.</summary>
    public BmcTask? BiosTask { get; set; }

    /// <summary>Applies pending BIOS settings, as POST does. Under the gate.</summary>
    public void ApplyPendingBios()
    {
        if (BiosTask is { } failing && Faults.Take<BmcFault.FailTask>() is not null)
        {
            Bios.ClearPending();
            Tasks.Finish(failing, succeeded: false, "The job failed.");
            BiosTask = null;
            return;
        }

        var rejectAll = false;
        var rejected = new HashSet<string>(StringComparer.Ordinal);
        if (Bios.Pending.Count > 0)
        {
            while (!rejectAll && Faults.Take<BmcFault.RejectBiosSetting>() is { } fault)
            {
                // A fault that counts for ever would be met for ever; once per application is what it means.
                if (fault.Attribute is null) rejectAll = true;
                else if (!rejected.Add(fault.Attribute)) break;
            }
        }

        Bios.Apply(name => rejectAll || rejected.Contains(name), Time.GetUtcNow());
        if (BiosTask is { } task)
        {
            var failed = Bios.LastMessages.Where(message => !message.Applied).Select(message => message.Attribute).ToList();
            Tasks.Finish(task, failed.Count == 0, failed.Count == 0 ? "The job completed." : "Not applied: " + string.Join(", ", failed));
            BiosTask = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Power.DisposeAsync();
        foreach (var drive in Drives) drive.Image?.Dispose();
    }
}
