using Provisioning.Model.Diagnostics;

namespace Provisioning.Schema.Values;

/// <summary>Short ways into values whose type the schema has already checked.</summary>
public static class ValueReading
{
    /// <summary>A member of an object or map; null where the object is null or has no such member, unknown where the object is unknown.</summary>
    public static Value Member(this Value value, string name) => value switch
    {
        Value.Map map => map.Members.TryGetValue(name, out var member) ? member : Value.Null,
        Value.NotKnown => Value.Unknown,
        _ => Value.Null,
    };

    /// <summary>What stands at a path, as <see cref="Member"/> finds it.</summary>
    public static Value At(this Value value, AttributePath path)
    {
        foreach (var step in path.Steps)
        {
            value = step.Match(
                attribute => value.Member(attribute.Name),
                key => value.Member(key.Text),
                index => value is Value.List list && index.Position < list.Items.Count ? list.Items[index.Position] : Value.Null);
        }

        return value;
    }

    /// <summary>The text, or null where there is none (null or unknown).</summary>
    public static string? AsText(this Value value) => value is Value.Text text ? text.Content : null;

    /// <summary>The flag, or null where there is none.</summary>
    public static bool? AsFlag(this Value value) => value is Value.Flag flag ? flag.Content : null;

    /// <summary>The whole number, or null where there is none or it does not fit.</summary>
    public static long? AsInt64(this Value value) =>
        value is Value.Number number && number.Content.TryGetInt64(out var whole) ? whole : null;

    /// <summary>The items, none where there is no list.</summary>
    public static IEnumerable<Value> AsItems(this Value value) => value is Value.List list ? list.Items : [];

    /// <summary>The members, none where there is no map.</summary>
    public static IEnumerable<KeyValuePair<string, Value>> AsMembers(this Value value) => value is Value.Map map ? map.Members : [];

    /// <summary>This object with one member set.</summary>
    public static Value With(this Value value, string name, Value member) =>
        value is Value.Map map ? new Value.Map(map.Members.Set(name, member)) : Value.Of([KeyValuePair.Create(name, member)]);
}
