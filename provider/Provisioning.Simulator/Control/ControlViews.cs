using System.Text.Json.Nodes;
using Provisioning.Simulator.Racks;

namespace Provisioning.Simulator.Control;

/// <summary>What the control API shows of a server.</summary>
internal static class ControlViews
{
    public static JsonObject Server(RackServer server) => new()
    {
        ["name"] = server.Name,
        ["endpoint"] = server.Endpoint.ToString(),
        ["fingerprint"] = server.Fingerprint,
        ["serial"] = server.Definition.Serial,
        ["uuid"] = server.Definition.Uuid.ToString(),
        ["power"] = server.PowerState,
        ["bootProgress"] = server.BootProgress,
        ["bootCount"] = server.BootCount,
        ["bmcResets"] = server.BmcResets,
        ["openSessions"] = server.OpenSessions,
        ["sessionsOpened"] = server.SessionsOpened,
        ["failedLogins"] = server.FailedLogins,
        ["requests"] = server.RequestCount,
        ["faults"] = server.WaitingFaults,
        ["image"] = server.InsertedImage,
        ["bios"] = Texts(server.Bios),
        ["pendingBios"] = Texts(server.PendingBios),
    };

    public static JsonObject Requests(RackServer server) => new()
    {
        ["count"] = server.RequestCount,
        ["last"] = new JsonArray([.. server.Requests.Select(record => new JsonObject
        {
            ["at"] = record.At.ToString("O"),
            ["method"] = record.Method,
            ["path"] = record.Path,
            ["status"] = record.Status,
            ["milliseconds"] = Math.Round(record.Took.TotalMilliseconds, 1),
        })]),
    };

    private static JsonObject Texts(IReadOnlyDictionary<string, string> texts)
    {
        var map = new JsonObject();
        foreach (var (name, value) in texts) map[name] = value;
        return map;
    }
}
