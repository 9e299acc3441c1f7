using System.Globalization;
using System.Text.Json.Nodes;

namespace Provisioning.Simulator.Redfish;

/// <summary>
/// A PATCH body read property by property. Nothing is changed before all of it was found good: one wrong property refuses the whole.
/// </summary>
internal sealed class PropertyPatch
{
    private readonly JsonObject _body;
    private readonly string _pointer;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<JsonObject> _problems;
    private readonly List<Action> _changes;
    private readonly List<(PropertyPatch Patch, string Name)> _nested = [];

    public PropertyPatch(JsonObject body)
        : this(body, "", [], [])
    {
    }

    private PropertyPatch(JsonObject body, string pointer, List<JsonObject> problems, List<Action> changes)
    {
        _body = body;
        _pointer = pointer;
        _problems = problems;
        _changes = changes;
    }

    public void Text(string name, Action<string> change, Func<string, bool>? fits = null)
    {
        if (!Take(name, out var node)) return;
        if (node is not JsonValue value || !value.TryGetValue(out string? text)) _problems.Add(RedfishErrors.PropertyType(_pointer, name, Show(node)));
        else if (fits is not null && !fits(text)) _problems.Add(RedfishErrors.PropertyFormat(_pointer, name, text));
        else _changes.Add(() => change(text));
    }

    public void Choice(string name, IEnumerable<string> allowed, Action<string> change)
    {
        if (!Take(name, out var node)) return;
        if (node is not JsonValue value || !value.TryGetValue(out string? text)) _problems.Add(RedfishErrors.PropertyType(_pointer, name, Show(node)));
        else if (!allowed.Contains(text)) _problems.Add(RedfishErrors.PropertyNotInList(_pointer, name, text));
        else _changes.Add(() => change(text));
    }

    public void Flag(string name, Action<bool> change)
    {
        if (!Take(name, out var node)) return;
        if (node is not JsonValue value || !value.TryGetValue(out bool flag)) _problems.Add(RedfishErrors.PropertyType(_pointer, name, Show(node)));
        else _changes.Add(() => change(flag));
    }

    public void Number(string name, int low, int high, Action<int> change)
    {
        if (!Take(name, out var node)) return;
        if (node is not JsonValue value || !value.TryGetValue(out int number)) _problems.Add(RedfishErrors.PropertyType(_pointer, name, Show(node)));
        else if (number < low || number > high)
        {
            _problems.Add(RedfishErrors.PropertyOutOfRange(_pointer, name, number.ToString(CultureInfo.InvariantCulture)));
        }
        else _changes.Add(() => change(number));
    }

    public void Texts(string name, Action<IReadOnlyList<string>> change, Func<string, bool>? fits = null)
    {
        if (!Take(name, out var node)) return;
        var texts = new List<string>();
        foreach (var item in node as JsonArray ?? [])
        {
            if (item is JsonValue value && value.TryGetValue(out string? text)) texts.Add(text);
        }

        if (node is not JsonArray array || texts.Count != array.Count) _problems.Add(RedfishErrors.PropertyType(_pointer, name, Show(node)));
        else if (fits is not null && texts.FirstOrDefault(text => !fits(text)) is { } wrong)
        {
            _problems.Add(RedfishErrors.PropertyNotInList(_pointer, name, wrong));
        }
        else _changes.Add(() => change(texts));
    }

    public PropertyPatch? Nested(string name)
    {
        if (!Take(name, out var node)) return null;
        if (node is JsonObject body)
        {
            var patch = new PropertyPatch(body, _pointer + "/" + name, _problems, _changes);
            _nested.Add((patch, name));
            return patch;
        }

        _problems.Add(RedfishErrors.PropertyType(_pointer, name, Show(node)));
        return null;
    }

    public void Problem(JsonObject problem) => _problems.Add(problem);

    /// <summary>Carries the changes out, or says why not.</summary>
    /// <param name="current">The resource as it is, which tells unknown properties from those that cannot be written.</param>
    public RedfishReply? Finish(JsonObject current)
    {
        RefuseOthers(current);
        if (_problems.Count > 0) return RedfishErrors.Reply(400, [.. _problems]);
        foreach (var change in _changes) change();
        return null;
    }

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";

    private void RefuseOthers(JsonObject? current)
    {
        foreach (var (name, _) in _body)
        {
            if (_known.Contains(name) || name.Contains('@', StringComparison.Ordinal)) continue;
            _problems.Add(current?.ContainsKey(name) == true
                ? RedfishErrors.PropertyNotWritable(_pointer, name)
                : RedfishErrors.PropertyUnknown(_pointer, name));
        }

        foreach (var (patch, name) in _nested) patch.RefuseOthers(current?[name] as JsonObject);
    }

    private bool Take(string name, out JsonNode? node)
    {
        _known.Add(name);
        return _body.TryGetPropertyValue(name, out node);
    }
}
