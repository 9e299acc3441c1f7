using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Checking;

/// <summary>Names kinds of values for the reader of a diagnostic.</summary>
internal static class ValueWords
{
    public static string KindOf(Value value) => value.Match(
        () => "null",
        () => "a value that is not known yet",
        _ => "a text",
        _ => "a number",
        _ => "a flag (true or false)",
        _ => "a list",
        _ => "an object or map");

    public static string Wanted(AttributeType type) => type.Match(
        () => "a text",
        () => "a number",
        () => "a flag (true or false)",
        item => $"a list, each item {Wanted(item)}",
        item => $"a set, each item {Wanted(item)}",
        item => $"a map, each value {Wanted(item)}",
        nested => nested.Nesting switch
        {
            Nesting.Single => "an object",
            Nesting.Map => "a map of objects",
            Nesting.Set => "a set of objects",
            _ => "a list of objects",
        });
}
