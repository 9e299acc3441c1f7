using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>The event logs of system and manager.</summary>
internal static class LogResources
{
    public static void Add(RouteTable routes, Personality personality)
    {
        Add(routes, RedfishPaths.System(personality) + "/LogServices", "SEL", "System event log", bmc => bmc.SystemLog);
        Add(routes, RedfishPaths.Manager(personality) + "/LogServices", "Log", "Manager log", bmc => bmc.ManagerLog);
    }

    private static void Add(RouteTable routes, string path, string id, string name, Func<SimulatedBmc, EventLog> log)
    {
        var service = path + "/" + id;
        var entries = service + "/Entries";
        routes.Add(path).Get(_ => RedfishReply.Resource(RedfishJson.Collection(path, "LogServiceCollection", "Log services", [service])));
        routes.Add(service).Get(request => RedfishReply.Resource(Service(request.Bmc, service, id, name)));
        routes.Add(service + "/Actions/LogService.ClearLog").On("POST", request =>
        {
            log(request.Bmc).Clear();
            return RedfishReply.NoContent();
        });
        routes.Add(entries).Get(request => RedfishReply.Resource(List(entries, log(request.Bmc))));
        routes.Add(entries + "/{entry}").Get(request => log(request.Bmc).Entries.FirstOrDefault(record => record.Id == request["entry"]) is { } record
            ? RedfishReply.Resource(Entry(entries, record))
            : RedfishErrors.NotFound(request.Path));
    }

    private static JsonObject Service(SimulatedBmc bmc, string path, string id, string name)
    {
        var body = RedfishJson.Resource(path, "LogService.v1_7_0.LogService", id, name);
        body["ServiceEnabled"] = true;
        body["LogEntryType"] = "Event";
        body["OverWritePolicy"] = "WrapsWhenFull";
        body["MaxNumberOfRecords"] = 500;
        body["DateTime"] = RedfishJson.Time(bmc.Manager.Now);
        body["DateTimeLocalOffset"] = bmc.Manager.TimeZoneOffset;
        body["Entries"] = RedfishJson.Link(path + "/Entries");
        body["Actions"] = new JsonObject { ["#LogService.ClearLog"] = new JsonObject { ["target"] = path + "/Actions/LogService.ClearLog" } };
        body["Status"] = RedfishJson.Status();
        return body;
    }

    /// <summary>Entries stand in full in their collection, as services do it (DSP0266, "Resource collections" allows either).</summary>
    private static JsonObject List(string path, EventLog log)
    {
        var body = RedfishJson.Collection(path, "LogEntryCollection", "Log entries", []);
        body["Members@odata.count"] = log.Entries.Count;
        body["Members"] = new JsonArray([.. log.Entries.Select(record => Entry(path, record))]);
        return body;
    }

    private static JsonObject Entry(string path, LogRecord record)
    {
        var body = RedfishJson.Resource(path + "/" + record.Id, "LogEntry.v1_16_1.LogEntry", record.Id, "Entry " + record.Id);
        body["EntryType"] = "Event";
        body["Created"] = RedfishJson.Time(record.Created);
        body["Severity"] = record.Severity;
        body["Message"] = record.Message;
        body["MessageId"] = record.MessageId;
        body["MessageArgs"] = new JsonArray();
        return body;
    }
}
