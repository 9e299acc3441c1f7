using System.Text;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Tests.Values;

public sealed class JsonStateTests
{
    private static readonly ObjectShape Shape = ObjectShape.Of(
        AttributeDescription.Optional("n", AttributeType.Number, "n"),
        AttributeDescription.Optional("names", AttributeType.Texts, "names"),
        AttributeDescription.Optional("map", AttributeType.TextMap, "map"),
        AttributeDescription.Optional("inner", AttributeType.Object(ObjectShape.Of(AttributeDescription.Optional("f", AttributeType.Flag, "f"))), "inner"));

    [Fact]
    public void State_is_read_with_what_is_new_as_null_and_without_what_is_gone()
    {
        var value = Decode("""{ "n": 9007199254740993, "names": ["a", null], "gone": {"x": [1]}, "inner": {"f": true} }""");

        Assert.Equal("9007199254740993", Assert.IsType<Value.Number>(value.Member("n")).Content.ToString());
        Assert.Equal([Value.Of("a"), Value.Null], value.Member("names").AsItems());
        Assert.True(value.Member("inner").Member("f").AsFlag());
        Assert.Equal(["inner", "map", "n", "names"], value.AsMembers().Select(member => member.Key));
        Assert.True(value.Member("map").IsNull);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"n\": \"seven\"}")]
    [InlineData("{\"names\": {}}")]
    [InlineData("{\"map\": {\"a\": 1}}")]
    [InlineData("{\"inner\": []}")]
    [InlineData("{\"inner\": {\"f\": \"true\"}}")]
    [InlineData("{\"n\": 1e99999999}")]
    [InlineData("{")]
    public void State_of_another_form_is_one_kind_of_failure(string json) => Assert.Throws<WireFormatException>(() => Decode(json));

    [Fact]
    public void Deep_state_is_refused_without_overflow() =>
        Assert.Throws<WireFormatException>(() => Decode("{\"gone\": " + new string('[', 100_000)));

    private static Value Decode(string json) => JsonStateDecoder.Decode(Encoding.UTF8.GetBytes(json), Shape);
}
