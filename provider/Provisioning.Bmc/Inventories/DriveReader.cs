using System.Text.Json;
using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Inventories;

namespace Provisioning.Bmc.Inventories;

/// <summary>Drives below the storage subsystems of a system (DSP0268, Storage and Drive).</summary>
internal sealed class DriveReader(BmcExplorer explorer)
{
    private const int MostSubsystems = 32;
    private const int MostDrives = 128;

    /// <summary>The drives; none where the BMC shows no storage.</summary>
    public async ValueTask<PortResult<ValueArray<Drive>>> ReadAsync(string storage, CancellationToken cancellationToken)
    {
        if (storage.Length == 0) return ValueArray<Drive>.Empty;

        // Two levels show the drives themselves where the BMC expands so deep.
        var read = await explorer.Collections.ReadAsync(storage, MostSubsystems, 2, cancellationToken);
        if (!read.TryGet(out var subsystems, out var fault)) return fault;
        var links = new List<JsonElement>();
        foreach (var subsystem in subsystems)
        {
            var drives = subsystem.Body.Items("Drives");
            if (explorer.Layout.ExpandLevels == 1 && drives.Count > 1)
            {
                // One request for all drives of the subsystem instead of one for each.
                var expanded = await explorer.Collections.ReadExpandedAsync(subsystem.Uri, cancellationToken);
                if (expanded.TryGet(out var body, out fault)) drives = body.Items("Drives") is { Count: > 0 } whole ? whole : drives;
                else if (fault.EndsReading()) return fault;
            }

            links.AddRange(drives);
        }

        var completed = await explorer.Collections.CompleteAsync(links.Take(MostDrives), cancellationToken);
        if (!completed.TryGet(out var members, out fault)) return fault;
        return members.Where(member => member.Body.At("Status").Text("State") != "Absent").Select(Read)
            .OrderBy(drive => drive.Id, StringComparer.Ordinal).ToValueArray();
    }

    private static Drive Read(Member member)
    {
        var size = member.Body.Whole("CapacityBytes");
        return new Drive(
            member.Body.Text("Id") ?? ResourcePath.LastSegment(member.Uri),
            IdentityReading.Real(member.Body.Text("SerialNumber")),
            IdentityReading.Real(member.Body.Text("Model")),
            size > 0 ? size : null,
            TypeOf(member.Body.Text("Protocol"), member.Body.Text("MediaType")));
    }

    private static string? TypeOf(string? protocol, string? medium)
    {
        if (protocol?.StartsWith("NVMe", StringComparison.OrdinalIgnoreCase) == true) return "nvme";
        return medium?.ToUpperInvariant() switch
        {
            "SSD" => "ssd",
            "HDD" or "SMR" => "hdd",
            _ => null,
        };
    }
}
