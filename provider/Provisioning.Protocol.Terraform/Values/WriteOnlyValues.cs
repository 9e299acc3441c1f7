using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Values;

/// <summary>Write-only values: they come in configurations and never leave the door again.</summary>
internal static class WriteOnlyValues
{
    /// <summary>The object with null in every write-only place.</summary>
    public static Value Without(ObjectShape shape, Value value)
    {
        if (value is not Value.Map) return value;
        foreach (var attribute in shape.Attributes)
        {
            var member = value.Member(attribute.Name);
            if (attribute.WriteOnly) value = value.With(attribute.Name, Value.Null);
            else if (attribute.Type is AttributeType.NestedType nested && !member.IsNull) value = value.With(attribute.Name, Without(nested, member));
        }

        return value;
    }

    /// <summary>The write-only places that have a value, unknown ones included.</summary>
    public static IEnumerable<AttributePath> Given(ObjectShape shape, Value value, AttributePath path)
    {
        foreach (var attribute in shape.Attributes)
        {
            var member = value.Member(attribute.Name);
            var at = path.Attribute(attribute.Name);
            if (member.IsNull) continue;
            if (attribute.WriteOnly) yield return at;
            else if (attribute.Type is AttributeType.NestedType { Nesting: Nesting.Single } nested)
                foreach (var given in Given(nested.Shape, member, at)) yield return given;
        }
    }

    private static Value Without(AttributeType.NestedType nested, Value value) => (nested.Nesting, value) switch
    {
        (Nesting.Single, _) => Without(nested.Shape, value),
        (_, Value.Map map) => Value.Of(map.Members.Select(member => KeyValuePair.Create(member.Key, Without(nested.Shape, member.Value)))),
        (_, Value.List list) => Value.Of(list.Items.Select(item => Without(nested.Shape, item))),
        _ => value,
    };
}
