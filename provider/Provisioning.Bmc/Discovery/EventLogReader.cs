using System.Globalization;
using System.Text.Json;
using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Discovery;

/// <summary>The newest entries of the event logs. Makers order them differently, so they are sorted here by their own time.</summary>
internal sealed class EventLogReader(BmcExplorer explorer)
{
    private const int MostLogs = 3;
    private const int MostServices = 16;
    private const int MostEntries = 200;
    private const int LongestLine = 400;

    // The logs that tell what happened to the machine, by the names that makers give them.
    private static readonly string[] Telling = ["Sel", "EventLog", "IML", "IEL", "PlatformLog", "Log1", "Log", "Lclog", "Event"];

    /// <summary>The newest entries, newest first, one line each.</summary>
    public async ValueTask<PortResult<ValueArray<string>>> ReadTailAsync(int count, CancellationToken cancellationToken)
    {
        var system = await explorer.SystemAsync(cancellationToken);
        if (!system.TryGet(out var host, out var fault)) return fault;
        var manager = await explorer.ManagerAsync(cancellationToken);
        if (!manager.TryGet(out var bmc, out fault)) return fault;
        var entries = new List<JsonElement>();
        foreach (var collection in new[] { host.Logs, bmc.Logs }.Where(path => path.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var listed = await explorer.Collections.ReadListAsync(collection, MostServices, cancellationToken);
            if (!listed.TryGet(out var services, out fault)) return fault;
            foreach (var log in services.Select(service => service.SelfLink()).OfType<string>().Where(IsTelling).Take(MostLogs))
            {
                var read = await ReadEntriesAsync(log, count, cancellationToken);
                if (!read.TryGet(out var found, out fault)) return fault;
                entries.AddRange(found);
            }
        }

        return entries.OrderByDescending(entry => entry.Date("Created") ?? DateTimeOffset.MinValue).Select(Line).Where(line => line.Length > 0).Take(count).ToValueArray();
    }

    private async ValueTask<PortResult<List<JsonElement>>> ReadEntriesAsync(string log, int count, CancellationToken cancellationToken)
    {
        var listed = await explorer.Collections.ReadListAsync(ResourcePath.Below(log, "Entries"), MostEntries, cancellationToken);
        if (!listed.TryGet(out var items, out var fault)) return fault;
        var bare = items.Count(item => item.At("Message").ValueKind == JsonValueKind.Undefined);
        if (bare == 0) return items;

        // Links only: which end is the newest is not told, so both ends are read.
        var ends = items.Take(count).Concat(items.TakeLast(count));
        var completed = await explorer.Collections.CompleteAsync(ends, cancellationToken);
        return completed.TryGet(out var members, out fault) ? members.ConvertAll(member => member.Body) : fault;
    }

    private static bool IsTelling(string log) => Telling.Contains(ResourcePath.LastSegment(log), StringComparer.OrdinalIgnoreCase);

    private static string Line(JsonElement entry)
    {
        var text = entry.Text("Message") ?? ExtendedMessages.Of(entry).Select(message => message.Line).FirstOrDefault() ?? "";
        if (text.Length == 0) return "";
        var created = entry.Date("Created")?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) ?? "no time";
        var line = $"{created} {entry.Text("Severity") ?? "OK"} {text.ReplaceLineEndings(" ")}";
        return line.Length <= LongestLine ? line : line[..LongestLine];
    }
}
