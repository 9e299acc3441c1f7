using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Provisioning.Model.Collections;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Schema;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Tests.Values;

/// <summary>Properties over values of every described resource.</summary>
public sealed class ValueCodecProperties
{
    [Property(MaxTest = 300)]
    public Property Value_comes_back_as_it_went() => Prop.ForAll(Arb.From(AnyResource), pair =>
    {
        var back = ValueDecoder.Decode(ValueEncoder.Encode(pair.Value, pair.Shape), pair.Shape);
        return ValueComparison.SameObject(pair.Shape, pair.Value, back) && back == pair.Value;
    });

    [Property(MaxTest = 1000)]
    public Property Random_bytes_decode_or_fail_in_the_one_way() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Decodes(bytes, ResourceSchemas.All[0].Shape));

    [Property(MaxTest = 300)]
    public Property Damaged_values_decode_or_fail_in_the_one_way() => Prop.ForAll(
        Arb.From(AnyResource), ArbMap.Default.ArbFor<(int Position, byte Content)>(), (pair, damage) =>
        {
            var bytes = ValueEncoder.Encode(pair.Value, pair.Shape);
            bytes[(int)((uint)damage.Position % (uint)bytes.Length)] = damage.Content;
            return Decodes(bytes, pair.Shape) && Decodes(bytes[..(bytes.Length / 2)], pair.Shape);
        });

    [Property(MaxTest = 500)]
    public Property Numbers_of_any_size_come_back() => Prop.ForAll(ArbMap.Default.ArbFor<BigInteger>(), ArbMap.Default.ArbFor<short>(), (digits, exponent) =>
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{digits}e{exponent % 400}");
        if (!ExactNumber.TryParse(text, out var number)) return false;
        var shape = ObjectShape.Of(AttributeDescription.Optional("n", AttributeType.Number, "n"));
        var value = Value.Of([KeyValuePair.Create("n", (Value)new Value.Number(number))]);
        return ValueDecoder.Decode(ValueEncoder.Encode(value, shape), shape) == value;
    });

    private static Gen<(ObjectShape Shape, Value Value)> AnyResource =>
        from description in Gen.Elements<ResourceDescription>(ResourceSchemas.All)
        from value in ObjectOf(description.Shape)
        select (description.Shape, value);

    private static Gen<string> Texts => ArbMap.Default.GeneratorFor<NonNull<string>>()
        .Select(text => string.Concat(text.Get.Where(c => !char.IsSurrogate(c))));

    private static bool Decodes(byte[] bytes, ObjectShape shape)
    {
        try
        {
            ValueDecoder.Decode(bytes, shape);
            return true;
        }
        catch (WireFormatException)
        {
            return true;
        }
    }

    private static Gen<Value> ObjectOf(ObjectShape shape) => shape.Attributes.Aggregate(
        Gen.Constant<Value>(new Value.Map(ValueMap<string, Value>.Empty)),
        (all, attribute) => from members in all
                            from member in OfType(attribute.Type)
                            select members.With(attribute.Name, member));

    private static Gen<Value> OfType(AttributeType type) => Gen.Frequency(
        (1, Gen.Constant(Value.Null)),
        (1, Gen.Constant(Value.Unknown)),
        (6, type.Match(
            () => Texts.Select(text => Value.Of(text)),
            () => ArbMap.Default.GeneratorFor<long>().Select(number => Value.Of(number)),
            () => ArbMap.Default.GeneratorFor<bool>().Select(flag => Value.Of(flag)),
            ItemsOf,
            ItemsOf,
            MembersOf,
            nested => nested.Nesting switch
            {
                Nesting.Single => ObjectOf(nested.Shape),
                Nesting.Map => MembersOf(AttributeType.Object(nested.Shape)),
                _ => ItemsOf(AttributeType.Object(nested.Shape)),
            })));

    private static Gen<Value> ItemsOf(AttributeType item) =>
        from count in Gen.Choose(0, 4)
        from items in OfType(item).ListOf(count)
        select Value.Of(items);

    private static Gen<Value> MembersOf(AttributeType item) =>
        from keys in Texts.ListOf(3)
        from items in OfType(item).ListOf(3)
        select Value.Of(keys.Zip(items, KeyValuePair.Create).DistinctBy(pair => pair.Key, StringComparer.Ordinal));
}
