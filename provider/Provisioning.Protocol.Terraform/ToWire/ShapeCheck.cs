using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.ToWire;

/// <summary>Whether a value of the engine has the described types throughout; without that nothing else about it can be checked or sent.</summary>
internal static class ShapeCheck
{
    /// <summary>Every place that does not fit, with why.</summary>
    public static IEnumerable<(AttributePath Path, string Fault)> Faults(ObjectShape shape, Value value, AttributePath path)
    {
        if (value.IsNull || value.IsUnknown) return [];
        if (value is not Value.Map map) return [(path, "It is not an object.")];
        var strangers = map.Members.Keys.Where(name => !shape.TryFind(name, out _)).Select(name => (path.Attribute(name), "There is no such attribute."));
        return strangers.Concat(shape.Attributes.SelectMany(attribute => Faults(attribute.Type, map.Member(attribute.Name), path.Attribute(attribute.Name))));
    }

    private static IEnumerable<(AttributePath Path, string Fault)> Faults(AttributeType type, Value value, AttributePath path) => (value, type) switch
    {
        (Value.Nothing or Value.NotKnown, _) => [],
        (Value.Text, AttributeType.TextType) or (Value.Number, AttributeType.NumberType) or (Value.Flag, AttributeType.FlagType) => [],
        (Value.List list, AttributeType.ListType of) => Items(list, of.Item, path),
        (Value.List list, AttributeType.SetType of) => Items(list, of.Item, path),
        (Value.Map map, AttributeType.MapType of) => Members(map, of.Item, path),
        (Value.Map, AttributeType.NestedType { Nesting: Nesting.Single } of) => Faults(of.Shape, value, path),
        (Value.Map map, AttributeType.NestedType { Nesting: Nesting.Map } of) => Members(map, AttributeType.Object(of.Shape), path),
        (Value.List list, AttributeType.NestedType { Nesting: Nesting.List or Nesting.Set } of) => Items(list, AttributeType.Object(of.Shape), path),
        _ => [(path, "It is of another type than described.")],
    };

    private static IEnumerable<(AttributePath Path, string Fault)> Items(Value.List list, AttributeType item, AttributePath path) =>
        list.Items.SelectMany((each, index) => Faults(item, each, path.Index(index)));

    private static IEnumerable<(AttributePath Path, string Fault)> Members(Value.Map map, AttributeType item, AttributePath path) =>
        map.Members.SelectMany(member => Faults(item, member.Value, path.Key(member.Key)));
}
