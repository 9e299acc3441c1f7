using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Documents;

/// <summary>Brings a configuration into the form of which a document's text and digest are made.</summary>
internal static class CanonicalForm
{
    /// <summary>
    /// The writable attributes alone, without those that are null or equal to their default, without objects that are empty for that reason,
    /// with sets sorted and without repetition.
    /// </summary>
    /// <param name="shape">The description.</param>
    /// <param name="value">A wholly known object that fits it.</param>
    /// <param name="decidingOnly">Without the attributes that decide nothing, such as a URL beside a digest.</param>
    public static Value Of(ObjectShape shape, Value value, bool decidingOnly)
    {
        var members = new List<KeyValuePair<string, Value>>();
        foreach (var attribute in shape.Attributes)
        {
            if (!attribute.IsWritable || (decidingOnly && !attribute.DecidesResult)) continue;
            var member = Of(attribute.Type, value.Member(attribute.Name), decidingOnly);
            if (member.IsNull || member == attribute.Default || IsEmptyChoice(attribute, member)) continue;
            members.Add(KeyValuePair.Create(attribute.Name, member));
        }

        return Value.Of(members);
    }

    private static Value Of(AttributeType type, Value value, bool decidingOnly)
    {
        if (value.IsNull || value.IsUnknown) return value;
        return type.Match(
            () => value,
            () => value,
            () => value,
            item => Value.Of(value.AsItems().Select(each => Of(item, each, decidingOnly))),
            item => Value.Of(Sorted(value.AsItems().Select(each => Of(item, each, decidingOnly)))),
            item => Value.Of(value.AsMembers().Select(member => KeyValuePair.Create(member.Key, Of(item, member.Value, decidingOnly)))),
            nested => Of(nested, value, decidingOnly));
    }

    private static Value Of(AttributeType.NestedType nested, Value value, bool decidingOnly) => nested.Nesting switch
    {
        Nesting.Single => Of(nested.Shape, value, decidingOnly),
        Nesting.Map => Value.Of(
            value.AsMembers().Select(member => KeyValuePair.Create(member.Key, Of(nested.Shape, member.Value, decidingOnly)))),
        Nesting.Set => Value.Of(Sorted(value.AsItems().Select(each => Of(nested.Shape, each, decidingOnly)))),
        _ => Value.Of(value.AsItems().Select(each => Of(nested.Shape, each, decidingOnly))),
    };

    // An object whose members are all absent or default says nothing; an empty list may (no time servers at all), an empty map or set does not.
    private static bool IsEmptyChoice(AttributeDescription attribute, Value member) => attribute.Type switch
    {
        AttributeType.NestedType { Nesting: Nesting.Single } or AttributeType.MapType => member is Value.Map { Members.Count: 0 },
        AttributeType.SetType => member is Value.List { Items.Count: 0 },
        _ => false,
    };

    private static IEnumerable<Value> Sorted(IEnumerable<Value> items) => items
        .Select(item => (Item: item, Text: CanonicalText.Write(item)))
        .DistinctBy(pair => pair.Text, StringComparer.Ordinal)
        .OrderBy(pair => pair.Text, StringComparer.Ordinal)
        .Select(pair => pair.Item);
}
