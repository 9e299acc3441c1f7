using Google.Protobuf;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Emitting;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.ToWire;

/// <summary>Writes identities: the members of a state that tell one instance from every other.</summary>
internal static class WireIdentities
{
    /// <summary>The version of every identity's form.</summary>
    public const int Version = 0;

    /// <summary>The form of a type's identity; null: it has none.</summary>
    public static WireIdentitySchema? SchemaOf(ResourceDescription description)
    {
        if (description.Identity is not { } shape) return null;
        var schema = new WireIdentitySchema { Version = Version };
        schema.IdentityAttributes.AddRange(shape.Attributes.Select(attribute => new WireIdentityAttribute
        {
            Name = attribute.Name,
            Type = ByteString.CopyFromUtf8(TerraformTypes.Of(attribute.Type)),
            RequiredForImport = attribute.Presence == Presence.Required,
            OptionalForImport = attribute.Presence != Presence.Required,
            Description = attribute.Documentation,
        }));
        return schema;
    }

    /// <summary>The identity of a state; null where the type has none, or the state is null.</summary>
    public static WireIdentity? Of(ResourceDescription description, Value state) => description.Identity is { } shape && !state.IsNull
        ? Of(Value.Of(shape.Attributes.Select(attribute => KeyValuePair.Create(attribute.Name, state.Member(attribute.Name)))), shape)
        : null;

    /// <summary>An identity.</summary>
    public static WireIdentity Of(Value identity, ObjectShape shape) => new() { IdentityData = WireStates.Of(identity, shape) };
}
