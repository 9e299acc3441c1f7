using Google.Protobuf;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Emitting;

namespace Provisioning.Protocol.Terraform.ToWire;

/// <summary>Writes descriptions as core's schemas. Nested objects are nested attributes, never blocks.</summary>
internal static class WireSchemas
{
    public static WireSchema Of(ObjectShape shape, long version, string description)
    {
        var block = new WireBlock { Description = description, DescriptionKind = TextKind.Markdown };
        block.Attributes.AddRange(shape.Attributes.Select(Of));
        return new WireSchema { Version = version, Block = block };
    }

    private static WireAttribute Of(AttributeDescription attribute)
    {
        var wire = new WireAttribute
        {
            Name = attribute.Name,
            Description = AttributeText.Of(attribute),
            DescriptionKind = TextKind.Markdown,
            Required = attribute.Presence == Presence.Required,
            Optional = attribute.Presence is Presence.Optional or Presence.OptionalComputed,
            Computed = attribute.IsComputed,
            Sensitive = attribute.Sensitive,
            WriteOnly = attribute.WriteOnly,
        };
        if (attribute.Type is AttributeType.NestedType nested) wire.NestedType = Of(nested);
        else wire.Type = ByteString.CopyFromUtf8(TerraformTypes.Of(attribute.Type));
        return wire;
    }

    private static WireObject Of(AttributeType.NestedType nested)
    {
        var wire = new WireObject
        {
            Nesting = nested.Nesting switch
            {
                Nesting.List => WireNesting.List,
                Nesting.Set => WireNesting.Set,
                Nesting.Map => WireNesting.Map,
                _ => WireNesting.Single,
            },
        };
        wire.Attributes.AddRange(nested.Shape.Attributes.Select(Of));
        return wire;
    }
}
