using Provisioning.Agent.Disks;
using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Inventories;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Machines.Simulated;

/// <summary>What the agent sees of a simulated machine: the same that its BMC tells.</summary>
internal sealed class SimulatedHardware : IMachineFacts, IDisks, INics
{
    private readonly ServerDefinition _definition;
    private readonly Personality _personality;
    private readonly IReadOnlyList<IDisk> _disks;
    private readonly TimeProvider _time;
    private long _started;

    public SimulatedHardware(ServerDefinition definition, Personality personality, string folder, TimeProvider time)
    {
        _definition = definition;
        _personality = personality;
        _time = time;
        _disks = [.. definition.Disks.Select((disk, index) => new FileDisk(Describe(disk, index), Path.Combine(folder, $"disk{index + 1}.img")))];
        Restart();
    }

    /// <summary>The kernel's boot id of the boot that is under way.</summary>
    public string BootId { get; private set; } = "";

    /// <summary>A new boot begins.</summary>
    public void Restart()
    {
        BootId = Guid.NewGuid().ToString();
        _started = _time.GetTimestamp();
    }

    public MachineFacts Read() => new()
    {
        Uuid = _definition.Uuid.ToString(),
        Serial = _definition.Serial,
        Manufacturer = _personality.SystemManufacturer,
        Model = _personality.SystemModel,
        BiosVersion = _definition.Firmware.TryGetValue("BIOS", out var version) ? version : _personality.VersionOf("BIOS"),
        CpuCount = _definition.Processors * _definition.ThreadsPerProcessor,
        CpuModel = "Rack Processor 3.0GHz",
        MemoryMiB = _definition.MemoryMebiBytes,
        SecureBoot = false,
        UptimeSeconds = _time.GetElapsedTime(_started).TotalSeconds,
        BootId = BootId,
    };

    IReadOnlyList<IDisk> IDisks.List() => _disks;

    IReadOnlyList<InventoryNic> INics.List() =>
        [.. _definition.MacAddresses.Select((mac, index) => new InventoryNic($"eth{index}", mac, "rack", 10000, true))];

    private static DiskDescription Describe(DiskDefinition disk, int index) => new()
    {
        Name = disk.Medium == DiskMedium.Nvme ? $"nvme{index}n1" : $"sd{(char)('a' + index)}",
        Serial = disk.Serial,
        Model = disk.Model,
        SizeBytes = disk.SizeBytes,
        Type = disk.Medium switch { DiskMedium.Nvme => DiskType.Nvme, DiskMedium.Ssd => DiskType.Ssd, _ => DiskType.Hdd },
    };
}
