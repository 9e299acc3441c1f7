using Provisioning.Model.Booting;
using Provisioning.Model.Collections;
using Provisioning.Model.Firmware;
using Provisioning.Model.Inventories;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Tests.Worlds;

/// <summary>One machine with its BMC, disk and whatever runs on it. Time passes by the world's clock; nothing in it knows the engine.</summary>
internal sealed class FakeMachine(TimeProvider time)
{
    public static readonly TimeSpan BootTime = TimeSpan.FromSeconds(40);

    public ServerIdentity Identity { get; set; } =
        new(Guid.Parse("4c4c4544-0001-4000-8000-000000000001"), "SN0001", "Acme", "Rack1");

    public PowerState Power { get; private set; } = PowerState.Off;

    public DateTimeOffset? LastReset { get; private set; } = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public bool TellsLastReset { get; set; } = true;

    public BootOverride Override { get; set; } = new(BootTarget.None, false);

    public string? Medium { get; set; }

    public Dictionary<string, string> Bios { get; } = new() { ["ProcTurboMode"] = "Disabled", ["SriovGlobalEnable"] = "Enabled" };

    public Dictionary<string, string> PendingBios { get; } = [];

    public string? HostName { get; set; } = "bmc";

    public ValueArray<string> NtpServers { get; set; }

    public ValueArray<InstalledFirmware> Firmware { get; set; } =
        [new("BMC", "BMC", "1.0", "bmc", true), new("BIOS", "BIOS", "2.0", "bios", true)];

    public string DiskSerial { get; } = "NV0001";

    public bool DiskIsOccupied { get; set; }

    public bool DiskBearsUnfinishedMarker { get; set; }

    /// <summary>The claim and attempt whose identity is on the disk; null: no system of ours.</summary>
    public (string Claim, int Attempt, string Instance)? Installed { get; set; }

    /// <summary>The attempt whose agent booted last; null: none runs.</summary>
    public (string Claim, int Attempt)? AgentOf { get; private set; }

    public DateTimeOffset AgentUpAt { get; private set; } = DateTimeOffset.MaxValue;

    public DateTimeOffset SystemUpAt { get; private set; } = DateTimeOffset.MaxValue;

    public bool AgentNeverComes { get; set; }

    public bool SystemIgnoresShutdown { get; set; }

    public long MemoryMib { get; set; } = 16384;

    public int Restarts { get; private set; }

    public int ImageWrites { get; set; }

    public int PowerOffs { get; private set; }

    /// <summary>Every write that reached the machine, in order.</summary>
    public List<string> Writes { get; } = [];

    public void Act(PowerAction action)
    {
        Writes.Add("power." + action);
        switch (action)
        {
            case PowerAction.On when Power == PowerState.Off:
            case PowerAction.ForceRestart:
                Boot();
                break;
            case PowerAction.GracefulOff when SystemIgnoresShutdown:
                break;
            case PowerAction.GracefulOff:
            case PowerAction.ForceOff:
                Power = PowerState.Off;
                PowerOffs++;
                AgentUpAt = SystemUpAt = DateTimeOffset.MaxValue;
                AgentOf = null;
                break;
            default:
                break;
        }
    }

    /// <summary>Whether the agent of an attempt runs by now.</summary>
    public bool RunsAgentOf(string claim, int attempt) => AgentOf == (claim, attempt) && time.GetUtcNow() >= AgentUpAt;

    /// <summary>Whether the installed system of an attempt runs by now.</summary>
    public bool RunsSystemOf(string claim, int attempt) =>
        Installed is { } system && system.Claim == claim && system.Attempt == attempt && time.GetUtcNow() >= SystemUpAt;

    /// <summary>In whole seconds, as BMCs tell times.</summary>
    public PowerObservation Look() => new(Power, TellsLastReset ? LastReset?.AddTicks(-(LastReset.Value.Ticks % TimeSpan.TicksPerSecond)) : null, null);

    public ServerInventory Inventory(bool full) => new()
    {
        Identity = Identity,
        Power = Look(),
        MemoryMib = full ? MemoryMib : null,
        ProcessorCount = full ? 2 : null,
        Interfaces = full ? [new NetworkInterface("1", "02:00:00:00:00:01", 10000)] : [],
        Drives = full ? [new Drive("0", DiskSerial, "Disk", 1L << 40, "nvme")] : [],
    };

    public InBandInventory InBand() => new()
    {
        Uuid = Identity.Uuid,
        Serial = Identity.Serial,
        ProcessorCount = 64,
        MemoryMib = 16000,
        Interfaces = [new NetworkInterface("eth0", "02:00:00:00:00:01", null)],
        Drives = [new Drive("nvme0n1", DiskSerial, "Disk", 1L << 40, "nvme")],
        BootId = $"boot-{Restarts}",
        TpmPresent = true,
    };

    private void Boot()
    {
        Restarts++;
        Power = PowerState.On;
        LastReset = time.GetUtcNow();
        foreach (var (name, value) in PendingBios) Bios[name] = value;
        PendingBios.Clear();
        AgentOf = null;
        AgentUpAt = SystemUpAt = DateTimeOffset.MaxValue;
        var fromMedium = Override.Target == BootTarget.Cd && Medium is not null;
        if (Override.Once) Override = new BootOverride(BootTarget.None, false);
        if (fromMedium)
        {
            var parts = new Uri(Medium!).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
            AgentOf = (parts[1], int.Parse(parts[2].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture));
            if (!AgentNeverComes) AgentUpAt = time.GetUtcNow() + BootTime;
        }
        else if (Installed is not null)
        {
            SystemUpAt = time.GetUtcNow() + BootTime;
        }
    }
}
