using System.Text;
using System.Text.Json.Nodes;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>Registries: the BIOS attribute registry, made from the personality once.</summary>
internal static class RegistryResources
{
    public static void Add(RouteTable routes, Personality personality)
    {
        var path = RedfishPaths.Registries + "/" + personality.BiosRegistry;
        var file = path + "/" + personality.BiosRegistry + ".json";
        var content = Encoding.UTF8.GetBytes(Registry(personality).ToJsonString());
        routes.Add(RedfishPaths.Registries).Get(_ => RedfishReply.Resource(RedfishJson.Collection(
            RedfishPaths.Registries, "MessageRegistryFileCollection", "Registries", [path])));
        routes.Add(path).Get(_ => RedfishReply.Resource(Entry(personality, path, file)));
        routes.Add(file).Get(_ => new RedfishReply { Status = 200, Raw = content });
    }

    private static JsonObject Entry(Personality personality, string path, string file)
    {
        var entry = RedfishJson.Resource(path, "MessageRegistryFile.v1_1_3.MessageRegistryFile", personality.BiosRegistry, "BIOS attribute registry");
        entry["Registry"] = personality.BiosRegistry;
        entry["Languages"] = RedfishJson.Texts(["en"]);
        entry["Location"] = new JsonArray(new JsonObject { ["Language"] = "en", ["Uri"] = file });
        return entry;
    }

    private static JsonObject Registry(Personality personality)
    {
        var marker = personality.BiosRegistry.IndexOf(".v", StringComparison.Ordinal);
        return new JsonObject
        {
            ["@odata.type"] = "#AttributeRegistry.v1_3_8.AttributeRegistry",
            ["Id"] = personality.BiosRegistry,
            ["Name"] = "BIOS attribute registry",
            ["Language"] = "en",
            ["OwningEntity"] = personality.Vendor,
            ["RegistryVersion"] = marker < 0 ? "1.0.0" : personality.BiosRegistry[(marker + 2)..].Replace('_', '.'),
            ["SupportedSystems"] = new JsonArray(new JsonObject
            {
                ["ProductName"] = personality.SystemModel,
                ["SystemId"] = personality.SystemModel,
                ["FirmwareVersion"] = personality.VersionOf("BIOS"),
            }),
            ["RegistryEntries"] = new JsonObject
            {
                ["Attributes"] = new JsonArray([.. personality.Bios.Select((attribute, index) => Describe(attribute, index))]),
                ["Dependencies"] = new JsonArray(),
                ["Menus"] = new JsonArray(),
            },
        };
    }

    private static JsonObject Describe(BiosAttribute attribute, int index)
    {
        var entry = new JsonObject
        {
            ["AttributeName"] = attribute.Name,
            ["DisplayName"] = attribute.DisplayName,
            ["HelpText"] = attribute.DisplayName + ".",
            ["Type"] = attribute.Match(_ => "Enumeration", _ => "Integer", _ => "String", _ => "Boolean"),
            ["ReadOnly"] = attribute.ReadOnly,
            ["Hidden"] = false,
            ["ResetRequired"] = true,
            ["DisplayOrder"] = index,
            ["MenuPath"] = "./" + (attribute.Name.StartsWith("Proc", StringComparison.Ordinal) ? "Processor" : "System"),
            ["DefaultValue"] = Bmcs.BiosStore.Write(attribute, attribute.Default),
        };
        _ = attribute.Match(
            choice => entry["Value"] = new JsonArray([.. choice.Values.Select(value => new JsonObject
            {
                ["ValueName"] = value,
                ["ValueDisplayName"] = value,
            })]),
            whole =>
            {
                entry["LowerBound"] = whole.Low;
                entry["UpperBound"] = whole.High;
                entry["ScalarIncrement"] = whole.Step;
                return entry;
            },
            words =>
            {
                entry["MinLength"] = 0;
                entry["MaxLength"] = words.MaxLength;
                return entry;
            },
            _ => entry);
        return entry;
    }
}
