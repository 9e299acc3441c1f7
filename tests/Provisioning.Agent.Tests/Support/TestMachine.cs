using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Inventories;

namespace Provisioning.Agent.Tests.Support;

/// <summary>A machine of disks that the test chooses.</summary>
internal sealed class TestMachine(params IDisk[] disks) : IMachineFacts, IDisks, INics, IPower
{
    public ListLog Log { get; } = new();

    public string? LastPowerAction { get; private set; }

    /// <summary>MiB; decides which images are checked in memory first.</summary>
    public long MemoryMiB { get; init; } = 64;

    public MachinePorts Ports => new() { Facts = this, Disks = this, Nics = this, Power = this, Log = Log };

    public MachineFacts Read() => new()
    {
        Uuid = "4c4c4544-0001-4000-8000-000000000001",
        Serial = "SN0001",
        Manufacturer = "Acme",
        Model = "Rack1",
        MemoryMiB = MemoryMiB,
        CpuCount = 2,
        BootId = "11111111-2222-3333-4444-555555555555",
    };

    IReadOnlyList<IDisk> IDisks.List() => disks;

    IReadOnlyList<InventoryNic> INics.List() => [new InventoryNic("eth0", "52:54:00:00:00:01", "virtio_net", null, true)];

    public ValueTask RestartAsync(CancellationToken cancellationToken)
    {
        LastPowerAction = "restart";
        return ValueTask.CompletedTask;
    }

    public ValueTask PowerOffAsync(CancellationToken cancellationToken)
    {
        LastPowerAction = "powerOff";
        return ValueTask.CompletedTask;
    }
}
