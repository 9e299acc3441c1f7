using System.Text.Json;
using System.Text.Json.Nodes;

namespace Provisioning.Bmc.Tests.Testing;

/// <summary>A tree of bodies that somebody recorded from a real BMC. It lies outside the repository.</summary>
internal sealed class RecordedTree
{
    private readonly Dictionary<string, JsonElement> _bodies;

    private RecordedTree(string name, Dictionary<string, JsonElement> bodies) => (Name, _bodies) = (name, bodies);

    public string Name { get; }

    public static RecordedTree Load(string name)
    {
        var folder = Folder();
        Assert.SkipWhen(folder is null, "The recorded data is not here; set PROVISIONING_RECORDED_DATA to its folder.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder!, "bmc", name, "tree.json")));
        var bodies = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, body) in document.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.Clone())))
        {
            bodies.TryAdd(Key(path), body);
        }

        return new RecordedTree(name, bodies);
    }

    public JsonElement? Find(string path) => _bodies.TryGetValue(Key(path), out var body) ? body : null;

    /// <summary>A body with its members and subordinate links replaced by what they lead to.</summary>
    public JsonNode Expand(JsonElement body, int levels)
    {
        var node = JsonNode.Parse(body.GetRawText())!.AsObject();
        if (levels == 0) return node;
        foreach (var (name, value) in node.ToList())
        {
            if (name is "Links" or "Actions" or "Oem" or "RelatedItem") continue;
            if (value is JsonArray list) node[name] = new JsonArray([.. list.Select(item => Replace(item, levels))]);
            else if (value is JsonObject) node[name] = Replace(value, levels);
        }

        return node;
    }

    private JsonNode? Replace(JsonNode? item, int levels)
    {
        var isLink = item is JsonObject { Count: 1 } link && link["@odata.id"] is JsonValue;
        return isLink && Find(item!["@odata.id"]!.ToString()) is { ValueKind: JsonValueKind.Object } body ? Expand(body, levels - 1) : item?.DeepClone();
    }

    private static string Key(string path) => path.TrimEnd('/');

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("PROVISIONING_RECORDED_DATA") is { Length: > 0 } named) return named;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Provisioning.sln"))) folder = folder.Parent;
        var data = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data") : null;
        return data is not null && Directory.Exists(Path.Combine(data, "bmc")) ? data : null;
    }
}
