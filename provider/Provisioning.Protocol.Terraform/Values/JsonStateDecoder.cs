using System.Text;
using System.Text.Json;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Values;

/// <summary>
/// Turns a value in JSON, as the state file holds it, into a neutral value of the present description: what is no longer described is
/// dropped, what is new is null, and what has another type than described cannot be read.
/// </summary>
internal static class JsonStateDecoder
{
    private const int MostDepth = 64;

    /// <exception cref="WireFormatException">The bytes are not JSON, or not of this shape.</exception>
    public static Value Decode(ReadOnlyMemory<byte> json, ObjectShape shape)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth });
            if (!CanonicalText.TryRead(document.RootElement, out var value, out var fault)) throw new WireFormatException(fault);
            return FitObject(value, shape);
        }
        catch (JsonException malformed)
        {
            throw new WireFormatException("It is not JSON.", malformed);
        }
        catch (DecoderFallbackException malformed)
        {
            throw new WireFormatException("It is not UTF-8.", malformed);
        }
    }

    private static Value FitObject(Value value, ObjectShape shape)
    {
        if (value.IsNull) return value;
        if (value is not Value.Map map) throw new WireFormatException("An object was expected.");
        return Value.Of(shape.Attributes.Select(attribute => KeyValuePair.Create(attribute.Name, Fit(map.Member(attribute.Name), attribute))));
    }

    private static Value Fit(Value value, AttributeDescription attribute) =>
        Fit(value, attribute.Type) ?? throw new WireFormatException($"Attribute {attribute.Name} is not of its type.");

    private static Value? Fit(Value value, AttributeType type) => (value, type) switch
    {
        (Value.Nothing, _) => value,
        (Value.Text, AttributeType.TextType) or (Value.Number, AttributeType.NumberType) or (Value.Flag, AttributeType.FlagType) => value,
        (Value.Text text, AttributeType.NumberType) => ExactNumber.TryParse(text.Content, out var number) ? new Value.Number(number) : null,
        (Value.List list, AttributeType.ListType of) => FitItems(list, of.Item),
        (Value.List list, AttributeType.SetType of) => FitItems(list, of.Item),
        (Value.Map map, AttributeType.MapType of) => FitMembers(map, of.Item),
        (_, AttributeType.NestedType { Nesting: Nesting.Single } of) => FitObject(value, of.Shape),
        (Value.Map map, AttributeType.NestedType { Nesting: Nesting.Map } of) => FitMembers(map, AttributeType.Object(of.Shape)),
        (Value.List list, AttributeType.NestedType { Nesting: Nesting.List or Nesting.Set } of) => FitItems(list, AttributeType.Object(of.Shape)),
        _ => null,
    };

    private static Value? FitItems(Value.List list, AttributeType item)
    {
        var items = list.Items.Select(each => Fit(each, item)).ToList();
        return items.Contains(null) ? null : Value.Of(items.Select(each => each!));
    }

    private static Value? FitMembers(Value.Map map, AttributeType item)
    {
        var members = map.Members.Select(member => (member.Key, Value: Fit(member.Value, item))).ToList();
        return members.Any(member => member.Value is null)
            ? null
            : Value.Of(members.Select(member => KeyValuePair.Create(member.Key, member.Value!)));
    }
}
