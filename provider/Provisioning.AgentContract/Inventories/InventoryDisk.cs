using Provisioning.AgentContract.Disks;

namespace Provisioning.AgentContract.Inventories;

/// <summary>A whole disk.</summary>
/// <param name="Name">As the kernel names it, e.g. <c>nvme0n1</c>.</param>
/// <param name="Serial">Its serial number, trimmed; empty when it has none.</param>
/// <param name="Wwn">Its world-wide name, when it has one.</param>
/// <param name="Model">Its model, trimmed.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Type">What it is.</param>
/// <param name="LogicalBlockBytes">512 or 4096.</param>
/// <param name="Blank">
/// Whether nothing was found on it: only zero bytes in its first and last 4 MiB and at 256 places between (an own marker aside).
/// False when it could not be read.
/// </param>
/// <param name="Marker">The marker that it bears.</param>
public sealed record InventoryDisk(
    string Name,
    string Serial,
    string? Wwn,
    string Model,
    long SizeBytes,
    DiskType Type,
    int LogicalBlockBytes,
    bool Blank,
    DiskMarker? Marker);
