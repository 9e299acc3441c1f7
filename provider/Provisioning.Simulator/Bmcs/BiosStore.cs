using System.Globalization;
using System.Text.Json.Nodes;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Bmcs;

/// <summary>BIOS settings, in force and pending. Used under the BMC's gate.</summary>
internal sealed class BiosStore
{
    private readonly Dictionary<string, BiosAttribute> _attributes;
    private readonly SortedDictionary<string, string> _current = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _pending = new(StringComparer.Ordinal);

    public BiosStore(Personality personality)
    {
        _attributes = personality.Bios.ToDictionary(attribute => attribute.Name, StringComparer.Ordinal);
        foreach (var attribute in personality.Bios) _current[attribute.Name] = attribute.Default;
    }

    public IReadOnlyDictionary<string, string> Current => _current;

    public IReadOnlyDictionary<string, string> Pending => _pending;

    /// <summary>What the last application said, attribute by attribute.</summary>
    public IReadOnlyList<BiosMessage> LastMessages { get; private set; } = [];

    public DateTimeOffset? LastApplied { get; private set; }

    public BiosAttribute? Find(string name) => _attributes.GetValueOrDefault(name);

    /// <summary>Sets a value in force at once: what somebody does at the machine's own console. False when the registry has no such value.</summary>
    public bool SetNow(string name, string value)
    {
        if (Find(name) is not { } attribute || Read(attribute, Write(attribute, value)) is null) return false;
        _current[name] = value;
        return true;
    }

    /// <summary>Remembers a value for the next reset.</summary>
    public void SetPending(string name, string value)
    {
        if (_current[name] == value) _pending.Remove(name);
        else _pending[name] = value;
    }

    public void ClearPending() => _pending.Clear();

    public void ResetToDefaults()
    {
        foreach (var attribute in _attributes.Values.Where(attribute => !attribute.ReadOnly)) SetPending(attribute.Name, attribute.Default);
    }

    /// <summary>Makes the pending values those in force, except the rejected ones.</summary>
    public void Apply(Func<string, bool> rejects, DateTimeOffset now)
    {
        if (_pending.Count == 0) return;
        var messages = new List<BiosMessage>();
        foreach (var (name, value) in _pending)
        {
            var applied = !rejects(name);
            if (applied) _current[name] = value;
            messages.Add(new BiosMessage(name, applied));
        }

        _pending.Clear();
        LastMessages = messages;
        LastApplied = now;
    }

    /// <summary>A value as the attribute's type has it in JSON.</summary>
    public static JsonNode Write(BiosAttribute attribute, string value) => attribute.Match<JsonNode>(
        _ => JsonValue.Create(value),
        _ => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(value),
        _ => JsonValue.Create(value),
        _ => value is "true" or "false" ? JsonValue.Create(value == "true") : JsonValue.Create(value));

    /// <summary>A JSON value as text, or null when the attribute cannot have it.</summary>
    public static string? Read(BiosAttribute attribute, JsonNode? node)
    {
        if (node is not JsonValue value) return null;
        return attribute.Match(
            choice => value.TryGetValue(out string? text) && choice.Values.Contains(text) ? text : null,
            whole => value.TryGetValue(out int number) && number >= whole.Low && number <= whole.High && (number - whole.Low) % whole.Step == 0
                ? number.ToString(CultureInfo.InvariantCulture)
                : null,
            words => value.TryGetValue(out string? text) && text.Length <= words.MaxLength ? text : null,
            _ => value.TryGetValue(out bool flag) ? (flag ? "true" : "false") : null);
    }

    /// <summary>Whether a JSON value has the attribute's type, whatever its value.</summary>
    public static bool HasType(BiosAttribute attribute, JsonNode? node) => node is JsonValue value && attribute.Match(
        _ => value.TryGetValue(out string? _),
        _ => value.TryGetValue(out int _),
        _ => value.TryGetValue(out string? _),
        _ => value.TryGetValue(out bool _));
}
