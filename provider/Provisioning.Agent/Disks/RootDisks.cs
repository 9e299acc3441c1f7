using System.Globalization;
using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Disks;
using Provisioning.Model.Diagnostics;
using AgentDiagnostics = Provisioning.Model.Agents.AgentDiagnostics;

namespace Provisioning.Agent.Disks;

/// <summary>Chooses the root disk by hints: exactly one must be left, nothing is guessed.</summary>
internal static class RootDisks
{
    private const long Gib = 1L << 30;
    private static readonly string[] WwnPrefixes = ["0x", "naa.", "eui.", "nvme.", "uuid."];

    /// <summary>The one disk that meets every hint.</summary>
    public static Outcome<IDisk> Choose(IReadOnlyList<IDisk> disks, RootDiskHints hints)
    {
        var judged = disks.Select(disk => (Disk: disk, Misses: Misses(disk.Description, hints).ToList())).ToList();
        var fitting = judged.Where(one => one.Misses.Count == 0).Select(one => one.Disk).ToList();
        return fitting.Count switch
        {
            1 => new Outcome<IDisk>.Success(fitting[0], []),
            0 => AgentDiagnostics.NoDiskFits(
                Describe(hints),
                judged.Select(one => $"{one.Disk.Description}: {string.Join(", ", one.Misses)}")),
            _ => AgentDiagnostics.SeveralDisksFit(Describe(hints), fitting.Select(disk => disk.Description.ToString())),
        };
    }

    private static IEnumerable<string> Misses(DiskDescription disk, RootDiskHints hints)
    {
        if (disk.SizeBytes < (hints.MinSizeGib ?? 0) * Gib) yield return "too small";
        if (hints.MaxSizeGib is { } most && disk.SizeBytes > most * Gib) yield return "too large";
        if (hints.Type is { } type && disk.Type != type) yield return $"of type {Name(disk.Type)}";
        if (hints.Serial is { } serial && !Same(serial.Trim(), disk.Serial)) yield return "another serial";
        if (hints.Wwn is { } wwn && !Same(BareWwn(wwn), BareWwn(disk.Wwn ?? ""))) yield return "another WWN";
        if (hints.Model is { } model && !ModelFits(model.Trim(), disk.Model)) yield return "another model";
    }

    private static bool ModelFits(string hint, string model) => hint.EndsWith('*')
        ? model.StartsWith(hint[..^1], StringComparison.OrdinalIgnoreCase)
        : Same(hint, model);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static string BareWwn(string wwn)
    {
        var bare = wwn.Trim();
        foreach (var prefix in WwnPrefixes)
        {
            if (bare.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) bare = bare[prefix.Length..];
        }

        return bare;
    }

    private static string Describe(RootDiskHints hints)
    {
        var words = new List<string>();
        if (hints.MinSizeGib is { } least) words.Add(string.Create(CultureInfo.InvariantCulture, $"min_size_gib = {least}"));
        if (hints.MaxSizeGib is { } most) words.Add(string.Create(CultureInfo.InvariantCulture, $"max_size_gib = {most}"));
        if (hints.Type is { } type) words.Add($"type = {Name(type)}");
        if (hints.Serial is { } serial) words.Add($"serial = {serial}");
        if (hints.Wwn is { } wwn) words.Add($"wwn = {wwn}");
        if (hints.Model is { } model) words.Add($"model = {model}");
        return words.Count == 0 ? "(no hints given)" : string.Join(", ", words);
    }

    private static string Name(DiskType type) => type switch
    {
        DiskType.Nvme => "nvme",
        DiskType.Ssd => "ssd",
        DiskType.Hdd => "hdd",
        DiskType.Virtual => "virtual",
        _ => "unknown",
    };
}
