using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Inventories;
using Provisioning.Model.Validation;

namespace Provisioning.Engine.Validation;

/// <summary>Holds inventories against a validation profile. What is asked for and told by nobody is a deviation: it could not be checked.</summary>
internal static class ValidationRules
{
    private const long BytesOfGib = 1L << 30;

    /// <summary>The deviations, a phrase each; empty: the machine meets the profile.</summary>
    public static IReadOnlyList<string> Deviations(ValidationProfile profile, ServerInventory outOfBand, InBandInventory? inBand)
    {
        var found = new List<string>();
        if (profile.MinMemoryGib is { } memory) found.AddRange(Memory(memory, outOfBand.MemoryMib, inBand?.MemoryMib));
        if (profile.MinLogicalProcessors is { } processors) found.AddRange(Processors(processors, inBand?.ProcessorCount));
        if (profile.Drives is { } drives) found.AddRange(Drives(drives, outOfBand, inBand));
        if (profile.Interfaces is { } interfaces) found.AddRange(Interfaces(interfaces, outOfBand, inBand));
        if (profile.NeedsTpm && inBand?.TpmPresent != true)
            found.Add(inBand?.TpmPresent is null ? "TPM: nobody tells whether there is one, wanted one" : "TPM: none, wanted one");
        return found;
    }

    private static IEnumerable<string> Memory(long wanted, long? fitted, long? seen)
    {
        if ((fitted ?? seen) is not { } known) return ["memory: nobody tells how much there is"];
        var least = fitted is null ? wanted * 1024 * InventoryComparison.LeastMemoryShare : wanted * 1024;
        return known >= least ? [] : [Text($"memory: {known} MiB, wanted at least {wanted} GiB")];
    }

    private static IEnumerable<string> Processors(long wanted, int? seen) => seen is { } known
        ? known >= wanted ? [] : [Text($"logical processors: {known}, wanted at least {wanted}")]
        : ["logical processors: the machine has not told how many there are"];

    private static IEnumerable<string> Drives(DriveRequirement wanted, ServerInventory outOfBand, InBandInventory? inBand)
    {
        var told = inBand is { Drives.IsEmpty: false } ? inBand.Drives.Select(drive => With(outOfBand, drive)).ToValueArray() : outOfBand.Drives;
        var count = told.Count(drive =>
            (wanted.Type is null || string.Equals(drive.Type, wanted.Type, StringComparison.OrdinalIgnoreCase))
            && (wanted.MinSizeGib is null || drive.SizeBytes >= wanted.MinSizeGib * BytesOfGib));
        var kind = wanted.Type is null ? "" : $" of type {wanted.Type}";
        var size = wanted.MinSizeGib is { } least ? Text($" of at least {least} GiB") : "";
        return count >= wanted.MinCount ? [] : [Text($"drives{kind}{size}: {count}, wanted at least {wanted.MinCount}")];
    }

    private static IEnumerable<string> Interfaces(InterfaceRequirement wanted, ServerInventory outOfBand, InBandInventory? inBand)
    {
        var told = inBand is { Interfaces.IsEmpty: false } ? inBand.Interfaces.Select(nic => With(outOfBand, nic)).ToValueArray() : outOfBand.Interfaces;
        var count = told.Count(nic => wanted.MinSpeedMbps is null || nic.SpeedMbps >= wanted.MinSpeedMbps);
        var speed = wanted.MinSpeedMbps is { } least ? Text($" of at least {least} Mbit/s") : "";
        return count >= wanted.MinCount ? [] : [Text($"network interfaces{speed}: {count}, wanted at least {wanted.MinCount}")];
    }

    // What the machine does not tell of a part its BMC may.
    private static Drive With(ServerInventory outOfBand, Drive drive) => InBandMerge.SameAs(outOfBand.Drives, drive) is { } known
        ? drive with { Type = drive.Type ?? known.Type, SizeBytes = drive.SizeBytes ?? known.SizeBytes }
        : drive;

    private static NetworkInterface With(ServerInventory outOfBand, NetworkInterface nic) =>
        outOfBand.Interfaces.FirstOrDefault(other => string.Equals(other.Mac, nic.Mac, StringComparison.OrdinalIgnoreCase)) is { } known
            ? nic with { SpeedMbps = nic.SpeedMbps ?? known.SpeedMbps }
            : nic;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
