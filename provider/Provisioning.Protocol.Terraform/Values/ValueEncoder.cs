using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Values;

/// <summary>Turns neutral values into MessagePack. An object gets every attribute of its shape, null where it is absent.</summary>
internal static class ValueEncoder
{
    /// <summary>Writes one object that fits the shape; <see cref="ToWire.ShapeCheck"/> says beforehand whether it does.</summary>
    /// <exception cref="WireFormatException">The value does not fit.</exception>
    public static byte[] Encode(Value value, ObjectShape shape)
    {
        var writer = new MessagePackWriter();
        WriteObject(writer, value, shape);
        return writer.Written.ToArray();
    }

    private static void Write(MessagePackWriter writer, Value value, AttributeType type)
    {
        switch (value, type)
        {
            case (Value.Nothing, _):
                writer.WriteNil();
                break;
            case (Value.NotKnown, _):
                writer.WriteUnknown();
                break;
            case (Value.Text text, AttributeType.TextType):
                writer.WriteText(text.Content);
                break;
            case (Value.Number number, AttributeType.NumberType):
                writer.WriteNumber(number.Content);
                break;
            case (Value.Flag flag, AttributeType.FlagType):
                writer.WriteFlag(flag.Content);
                break;
            case (Value.List list, AttributeType.ListType type1):
                WriteItems(writer, list, type1.Item);
                break;
            case (Value.List list, AttributeType.SetType type1):
                WriteItems(writer, list, type1.Item);
                break;
            case (Value.Map map, AttributeType.MapType type1):
                WriteMembers(writer, map, type1.Item);
                break;
            case (_, AttributeType.NestedType { Nesting: Nesting.Single } single):
                WriteObject(writer, value, single.Shape);
                break;
            case (Value.Map map, AttributeType.NestedType { Nesting: Nesting.Map } objects):
                WriteMembers(writer, map, AttributeType.Object(objects.Shape));
                break;
            case (Value.List list, AttributeType.NestedType { Nesting: Nesting.List or Nesting.Set } objects):
                WriteItems(writer, list, AttributeType.Object(objects.Shape));
                break;
            default:
                throw new WireFormatException("A value is not of its type.");
        }
    }

    private static void WriteItems(MessagePackWriter writer, Value.List list, AttributeType item)
    {
        writer.WriteArrayHeader(list.Items.Count);
        foreach (var each in list.Items) Write(writer, each, item);
    }

    private static void WriteMembers(MessagePackWriter writer, Value.Map map, AttributeType item)
    {
        writer.WriteMapHeader(map.Members.Count);
        foreach (var (key, member) in map.Members)
        {
            writer.WriteText(key);
            Write(writer, member, item);
        }
    }

    private static void WriteObject(MessagePackWriter writer, Value value, ObjectShape shape)
    {
        switch (value)
        {
            case Value.Nothing:
                writer.WriteNil();
                return;
            case Value.NotKnown:
                writer.WriteUnknown();
                return;
            case Value.Map map when map.Members.Keys.All(name => shape.TryFind(name, out _)):
                writer.WriteMapHeader(shape.Attributes.Count);
                foreach (var attribute in shape.Attributes)
                {
                    writer.WriteText(attribute.Name);
                    Write(writer, map.Member(attribute.Name), attribute.Type);
                }

                return;
            default:
                throw new WireFormatException("A value is not an object of its shape.");
        }
    }
}
