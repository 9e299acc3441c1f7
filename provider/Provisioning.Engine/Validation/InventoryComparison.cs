using System.Globalization;
using Provisioning.Model.Inventories;

namespace Provisioning.Engine.Validation;

/// <summary>Compares what the BMC says of the machine with what the machine says of itself. Only what both tell is compared.</summary>
internal static class InventoryComparison
{
    // A kernel sees less than is installed: firmware, crash kernel and integrated graphics take their share.
    internal const double LeastMemoryShare = 0.85;

    /// <summary>The differences, a phrase each; empty: they agree.</summary>
    public static IReadOnlyList<string> Differences(ServerInventory outOfBand, InBandInventory inBand)
    {
        var found = new List<string>();
        if (outOfBand.MemoryMib is { } installed && inBand.MemoryMib is { } seen
            && (seen < installed * LeastMemoryShare || seen > installed * 1.02))
        {
            found.Add(string.Create(CultureInfo.InvariantCulture, $"memory: the BMC says {installed} MiB, the machine sees {seen} MiB"));
        }

        if (outOfBand.ProcessorCount is { } sockets && inBand.ProcessorCount is { } threads && threads < sockets)
            found.Add(string.Create(CultureInfo.InvariantCulture, $"processors: the BMC says {sockets} sockets, the machine sees {threads} threads"));
        AddMissing(found, "interface", outOfBand.Interfaces.Select(nic => nic.Mac), inBand.Interfaces.Select(nic => nic.Mac));
        AddMissing(found, "drive", outOfBand.Drives.Select(drive => drive.Serial), inBand.Drives.Select(drive => drive.Serial));
        return found;
    }

    // The machine may see more (bonds, USB sticks); what the BMC says must be there.
    private static void AddMissing(List<string> found, string what, IEnumerable<string?> told, IEnumerable<string?> seen)
    {
        var present = seen.OfType<string>().Select(text => text.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (present.Count == 0) return;
        foreach (var item in told.OfType<string>().Select(text => text.Trim()).Where(text => text.Length > 0))
        {
            if (!present.Contains(item)) found.Add($"{what} {item}: the BMC has it, the machine does not see it");
        }
    }
}
