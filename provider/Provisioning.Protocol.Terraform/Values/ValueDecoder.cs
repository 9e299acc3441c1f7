using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Values;

/// <summary>Turns MessagePack into neutral values, led by the description: the bytes alone do not tell a list from a set, or a map from an object.</summary>
internal static class ValueDecoder
{
    /// <summary>Reads one whole object.</summary>
    /// <exception cref="WireFormatException">The bytes are not a value of this shape.</exception>
    public static Value Decode(ReadOnlySpan<byte> bytes, ObjectShape shape)
    {
        var reader = new MessagePackReader(bytes);
        var value = ReadObject(ref reader, shape);
        return reader.AtEnd ? value : throw new WireFormatException("Something follows the value.");
    }

    private static Value Read(ref MessagePackReader reader, AttributeType type)
    {
        if (reader.TryReadNil()) return Value.Null;
        if (reader.TryReadUnknown()) return Value.Unknown;
        return type switch
        {
            AttributeType.TextType => new Value.Text(reader.ReadText()),
            AttributeType.NumberType => new Value.Number(reader.ReadNumber()),
            AttributeType.FlagType => new Value.Flag(reader.ReadFlag()),
            AttributeType.ListType list => ReadItems(ref reader, list.Item),
            AttributeType.SetType set => ReadItems(ref reader, set.Item),
            AttributeType.MapType map => ReadMembers(ref reader, map.Item),
            AttributeType.NestedType { Nesting: Nesting.Single } single => ReadObject(ref reader, single.Shape),
            AttributeType.NestedType { Nesting: Nesting.Map } objects => ReadMembers(ref reader, AttributeType.Object(objects.Shape)),
            AttributeType.NestedType objects => ReadItems(ref reader, AttributeType.Object(objects.Shape)),
            _ => throw new WireFormatException("A type has no wire form."),
        };
    }

    private static Value ReadItems(ref MessagePackReader reader, AttributeType item)
    {
        var count = reader.ReadArrayHeader();
        var items = new List<Value>(count);
        for (var i = 0; i < count; i++) items.Add(Read(ref reader, item));
        return Value.Of(items);
    }

    private static Value ReadMembers(ref MessagePackReader reader, AttributeType item)
    {
        var count = reader.ReadMapHeader();
        var members = new Dictionary<string, Value>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            if (!members.TryAdd(reader.ReadText(), Read(ref reader, item))) throw new WireFormatException("A key stands twice in a map.");
        }

        return Value.Of(members);
    }

    private static Value ReadObject(ref MessagePackReader reader, ObjectShape shape)
    {
        if (reader.TryReadNil()) return Value.Null;
        if (reader.TryReadUnknown()) return Value.Unknown;
        var count = reader.ReadMapHeader();
        var members = new Dictionary<string, Value>(shape.Attributes.Count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            if (!shape.TryFind(reader.ReadText(), out var attribute)) throw new WireFormatException("An object has an attribute that its type has not.");
            if (!members.TryAdd(attribute.Name, Read(ref reader, attribute.Type))) throw new WireFormatException("An attribute stands twice in an object.");
        }

        return members.Count == shape.Attributes.Count ? Value.Of(members) : throw new WireFormatException("An object lacks an attribute of its type.");
    }
}
