using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;

namespace Provisioning.Protocol.Terraform.ToWire;

/// <summary>Writes attribute paths in core's words, as far as the description goes: core cannot follow a path into a document's text or a set.</summary>
internal static class WirePaths
{
    public static WirePath Of(AttributePath path, ObjectShape shape)
    {
        var wire = new WirePath();
        AttributeType? type = AttributeType.Object(shape);
        foreach (var step in path.Steps)
        {
            (var written, type) = Follow(step, type);
            if (written is null) break;
            wire.Steps.Add(written);
        }

        return wire;
    }

    private static (WireStep? Written, AttributeType? Next) Follow(PathStep step, AttributeType? type) => step.Match(
        attribute => type is AttributeType.NestedType { Nesting: Nesting.Single } single && single.Shape.TryFind(attribute.Name, out var found)
            ? (new WireStep { AttributeName = attribute.Name }, found.Type)
            : (null, null),
        key => type switch
        {
            AttributeType.MapType map => (new WireStep { ElementKeyString = key.Text }, map.Item),
            AttributeType.NestedType { Nesting: Nesting.Map } map => (new WireStep { ElementKeyString = key.Text }, AttributeType.Object(map.Shape)),
            _ => ((WireStep?)null, (AttributeType?)null),
        },
        index => type switch
        {
            AttributeType.ListType list => (new WireStep { ElementKeyInt = index.Position }, list.Item),
            AttributeType.NestedType { Nesting: Nesting.List } list => (new WireStep { ElementKeyInt = index.Position }, AttributeType.Object(list.Shape)),
            _ => ((WireStep?)null, (AttributeType?)null),
        });
}
