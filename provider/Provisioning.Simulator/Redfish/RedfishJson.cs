using System.Globalization;
using System.Text.Json.Nodes;

namespace Provisioning.Simulator.Redfish;

/// <summary>Shapes that recur in Redfish resources.</summary>
internal static class RedfishJson
{
    /// <summary>The head of a resource.</summary>
    public static JsonObject Resource(string path, string type, string id, string name) => new()
    {
        ["@odata.id"] = path,
        ["@odata.type"] = "#" + type,
        ["Id"] = id,
        ["Name"] = name,
    };

    /// <summary>A collection of members at these paths.</summary>
    public static JsonObject Collection(string path, string type, string name, IEnumerable<string> members)
    {
        var links = Links(members);
        return new JsonObject
        {
            ["@odata.id"] = path,
            ["@odata.type"] = $"#{type}.{type}",
            ["Name"] = name,
            ["Members@odata.count"] = links.Count,
            ["Members"] = links,
        };
    }

    public static JsonObject Link(string path) => new() { ["@odata.id"] = path };

    public static JsonArray Links(IEnumerable<string> paths) => new([.. paths.Select(Link)]);

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    public static JsonObject Status(string state = "Enabled", string? health = "OK") =>
        health is null ? new JsonObject { ["State"] = state } : new JsonObject { ["State"] = state, ["Health"] = health };

    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
