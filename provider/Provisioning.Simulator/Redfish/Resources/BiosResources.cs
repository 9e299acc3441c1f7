using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>BIOS attributes in force, the pending ones, and the actions on them.</summary>
internal static class BiosResources
{
    public static void Add(RouteTable routes, Personality personality)
    {
        var bios = Path(personality);
        routes.Add(bios).Get(request => RedfishReply.Resource(Current(request.Bmc)));
        routes.Add(bios + "/Settings").Get(request => RedfishReply.Resource(Pending(request.Bmc))).On("PATCH", Change);
        routes.Add(bios + "/Actions/Bios.ResetBios").On("POST", Reset);
    }

    private static JsonObject Current(SimulatedBmc bmc)
    {
        var path = Path(bmc.Personality);
        var body = RedfishJson.Resource(path, "Bios.v1_2_2.Bios", "Bios", "BIOS settings");
        body["AttributeRegistry"] = bmc.Personality.BiosRegistry;
        body["Attributes"] = Values(bmc, bmc.Bios.Current);
        body["@Redfish.Settings"] = new JsonObject
        {
            ["@odata.type"] = "#Settings.v1_3_5.Settings",
            ["SettingsObject"] = RedfishJson.Link(path + "/Settings"),
            ["SupportedApplyTimes"] = RedfishJson.Texts(["OnReset"]),
            ["Time"] = bmc.Bios.LastApplied is { } time ? RedfishJson.Time(time) : null,
            ["Messages"] = new JsonArray([.. bmc.Bios.LastMessages.Select(message => Verdict(message))]),
        };
        body["Actions"] = new JsonObject { ["#Bios.ResetBios"] = new JsonObject { ["target"] = path + "/Actions/Bios.ResetBios" } };
        return body;
    }

    private static JsonObject Pending(SimulatedBmc bmc)
    {
        var body = RedfishJson.Resource(Path(bmc.Personality) + "/Settings", "Bios.v1_2_2.Bios", "Settings", "Pending BIOS settings");
        body["AttributeRegistry"] = bmc.Personality.BiosRegistry;
        body["Attributes"] = Values(bmc, bmc.Bios.Pending);
        return body;
    }

    private static RedfishReply Change(RedfishRequest request)
    {
        var bmc = request.Bmc;
        if (request.Body["Attributes"] is not JsonObject attributes) return RedfishErrors.Reply(400, RedfishErrors.PropertyMissing("Attributes"));
        if (bmc.Power.InPost) return RedfishErrors.Conflict("ResourceInUse", "Settings cannot be changed during POST.");
        var problems = new List<JsonObject>();
        var changes = new List<(string Name, string Value)>();
        foreach (var (name, value) in attributes)
        {
            if (Problem(bmc.Bios, name, value) is { } problem) problems.Add(problem);
            else changes.Add((name, BiosStore.Read(bmc.Bios.Find(name)!, value)!));
        }

        foreach (var (name, _) in request.Body)
        {
            if (name != "Attributes" && !name.StartsWith('@')) problems.Add(RedfishErrors.PropertyUnknown("", name));
        }

        if (problems.Count > 0) return RedfishErrors.Reply(400, [.. problems]);
        foreach (var (name, value) in changes) bmc.Bios.SetPending(name, value);
        return Accepted(bmc);
    }

    private static JsonObject? Problem(BiosStore bios, string name, JsonNode? value)
    {
        const string Pointer = "/Attributes";
        var text = value?.ToJsonString() ?? "null";
        if (bios.Find(name) is not { } attribute) return RedfishErrors.PropertyUnknown(Pointer, name);
        if (attribute.ReadOnly) return RedfishErrors.PropertyNotWritable(Pointer, name);
        if (!BiosStore.HasType(attribute, value)) return RedfishErrors.PropertyType(Pointer, name, text);
        if (BiosStore.Read(attribute, value) is not null) return null;
        return attribute.Match(
            _ => RedfishErrors.PropertyNotInList(Pointer, name, text),
            _ => RedfishErrors.PropertyOutOfRange(Pointer, name, text),
            _ => RedfishErrors.PropertyFormat(Pointer, name, text),
            _ => RedfishErrors.PropertyType(Pointer, name, text));
    }

    private static RedfishReply Accepted(SimulatedBmc bmc)
    {
        if (!bmc.Personality.Tasks) return RedfishReply.Resource(Pending(bmc));
        bmc.BiosTask ??= bmc.Tasks.Start("Apply BIOS settings", Path(bmc.Personality) + "/Settings", "Pending");
        return TaskResources.Accepted(bmc.BiosTask);
    }

    private static RedfishReply Reset(RedfishRequest request)
    {
        request.Bmc.Bios.ResetToDefaults();
        return RedfishReply.NoContent();
    }

    private static JsonObject Values(SimulatedBmc bmc, IReadOnlyDictionary<string, string> values)
    {
        var attributes = new JsonObject();
        foreach (var (name, value) in values) attributes[name] = BiosStore.Write(bmc.Bios.Find(name)!, value);
        return attributes;
    }

    private static JsonObject Verdict(BiosMessage message)
    {
        var verdict = message.Applied
            ? RedfishErrors.Success()
            : RedfishErrors.Message("PropertyValueConflict", $"{message.Attribute} was not applied.", "Warning", [message.Attribute]);
        verdict["RelatedProperties"] = RedfishJson.Texts(["#/Attributes/" + message.Attribute]);
        return verdict;
    }

    private static string Path(Personality personality) => RedfishPaths.System(personality) + "/Bios";
}
