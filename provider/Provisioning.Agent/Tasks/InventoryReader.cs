using Provisioning.Agent.Disks;
using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Inventories;

namespace Provisioning.Agent.Tasks;

/// <summary>Puts together what the agent sees of its machine.</summary>
internal static class InventoryReader
{
    /// <summary>Reads everything; disks are probed side by side.</summary>
    public static async Task<AgentInventory> ReadAsync(MachinePorts ports, MachineFacts facts, CancellationToken cancellationToken)
    {
        var disks = await Task.WhenAll(
            ports.Disks.List().Select(disk => Task.Run(() => Read(disk, ports.Log, cancellationToken), cancellationToken)));
        return new AgentInventory(
            facts.Uuid,
            facts.Serial,
            facts.Manufacturer,
            facts.Model,
            facts.BiosVersion,
            facts.CpuCount,
            facts.CpuModel,
            facts.MemoryMiB,
            [.. ports.Nics.List()],
            disks,
            ports.Tpm is not null,
            facts.SecureBoot,
            facts.UptimeSeconds);
    }

    private static InventoryDisk Read(IDisk disk, IAgentLog log, CancellationToken cancellationToken)
    {
        var blank = false;
        DiskMarker? marker = null;
        try
        {
            using var access = disk.Open(writable: false);
            marker = DiskMarkers.Read(access);
            blank = BlankProbe.FirstByte(access, cancellationToken) is null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.Write($"{disk.Description} cannot be read: {failure.Message}");
        }

        var told = disk.Description;
        return new InventoryDisk(
            told.Name,
            told.Serial,
            told.Wwn,
            told.Model,
            told.SizeBytes,
            told.Type,
            told.LogicalBlockBytes,
            blank,
            marker);
    }
}
