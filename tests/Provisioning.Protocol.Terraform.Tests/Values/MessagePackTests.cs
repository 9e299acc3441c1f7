using Provisioning.Protocol.Terraform.Values;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Tests.Values;

/// <summary>The bytes are what a real core sent, or what the format's specification gives.</summary>
public sealed class MessagePackTests
{
    private static readonly ObjectShape Shape = ObjectShape.Of(
        AttributeDescription.Optional("n", AttributeType.Number, "n"),
        AttributeDescription.Optional("t", AttributeType.Text, "t"));

    [Theory]
    [InlineData("07", "7")]
    [InlineData("7f", "127")]
    [InlineData("ff", "-1")]
    [InlineData("e0", "-32")]
    [InlineData("cc80", "128")]
    [InlineData("cdffff", "65535")]
    [InlineData("ceffffffff", "4294967295")]
    [InlineData("cfffffffffffffffff", "18446744073709551615")]
    [InlineData("d080", "-128")]
    [InlineData("d18000", "-32768")]
    [InlineData("d280000000", "-2147483648")]
    [InlineData("d38000000000000000", "-9223372036854775808")]
    [InlineData("d30020000000000001", "9007199254740993")]
    [InlineData("cb3ff8000000000000", "1.5")]
    [InlineData("ca3fc00000", "1.5")]
    [InlineData("cbbff8000000000000", "-1.5")]
    [InlineData("cb0000000000000000", "0")]
    [InlineData("cb3c30000000000000", "0.0000000000000000008673617379884035472059622406959533691406250")]
    [InlineData("cb4450000000000000", "1180591620717411303424")]
    [InlineData("a3302e31", "0.1")]
    [InlineData("b339323233333732303336383534373735383038", "9223372036854775808")]
    public void Number_is_read_exactly_in_each_of_its_forms(string bytes, string number)
    {
        Assert.True(ExactNumber.TryParse(number, out var expected));
        Assert.Equal(new Value.Number(expected), ReadNumber(bytes));
    }

    [Theory]
    [InlineData("d40000")]
    [InlineData("c7090c8201c202a47372762d")]
    [InlineData("c8000200ffff")]
    [InlineData("d800000000000000000000000000000000ff")]
    public void Unknown_is_read_with_and_without_refinements(string bytes) => Assert.Equal(Value.Unknown, ReadNumber(bytes));

    [Theory]
    [InlineData("")]
    [InlineData("82a16e07a174")]
    [InlineData("82a16e07a174a5616263")]
    [InlineData("81a16e07")]
    [InlineData("82a16e07a16e07")]
    [InlineData("82a16e07a178c0")]
    [InlineData("82a16ea3616263a174c0")]
    [InlineData("82a16ec3a174c0")]
    [InlineData("82a16e07a17407")]
    [InlineData("82a16e07a174a2c328")]
    [InlineData("82a16ecb7ff0000000000000a174c0")]
    [InlineData("82a16ec7ffa174c0")]
    [InlineData("dfffffffff")]
    [InlineData("ddffffffff")]
    [InlineData("c1")]
    [InlineData("c0c0")]
    [InlineData("93010203")]
    public void Malformed_bytes_are_one_kind_of_failure(string bytes) =>
        Assert.Throws<WireFormatException>(() => ValueDecoder.Decode(Convert.FromHexString(bytes), Shape));

    [Theory]
    [InlineData("7", "a137")]
    [InlineData("-32", "a32d3332")]
    [InlineData("128", "a3313238")]
    [InlineData("9007199254740993", "b039303037313939323534373430393933")]
    [InlineData("9223372036854775808", "b339323233333732303336383534373735383038")]
    [InlineData("0.1", "a3302e31")]
    [InlineData("1.5", "a3312e35")]
    public void Number_is_written_without_loss(string number, string bytes)
    {
        Assert.True(ExactNumber.TryParse(number, out var exact));
        var value = Value.Of([KeyValuePair.Create("n", (Value)new Value.Number(exact))]);
        Assert.Equal("82a16e" + bytes + "a174c0", Convert.ToHexStringLower(ValueEncoder.Encode(value, Shape)));
    }

    [Fact]
    public void Absent_object_and_unknown_are_written_as_core_writes_them()
    {
        Assert.Equal("c0", Convert.ToHexStringLower(ValueEncoder.Encode(Value.Null, Shape)));
        Assert.Equal("d40000", Convert.ToHexStringLower(ValueEncoder.Encode(Value.Unknown, Shape)));
        var halfKnown = Value.Of([KeyValuePair.Create("t", Value.Unknown)]);
        Assert.Equal("82a16ec0a174d40000", Convert.ToHexStringLower(ValueEncoder.Encode(halfKnown, Shape)));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(6_000_000)]
    public void Text_of_any_length_comes_back(int length)
    {
        var value = Object(Value.Null, Value.Of(new string('ü', length / 2) + new string('x', length % 2)));
        Assert.Equal(value, ValueDecoder.Decode(ValueEncoder.Encode(value, Shape), Shape));
    }

    [Fact]
    public void Value_of_another_type_is_not_written() =>
        Assert.Throws<WireFormatException>(() => ValueEncoder.Encode(Object(Value.Of("seven"), Value.Null), Shape));

    private static Value ReadNumber(string bytes) =>
        ValueDecoder.Decode(Convert.FromHexString("82a16e" + bytes + "a174c0"), Shape).Member("n");

    private static Value Object(Value number, Value text) =>
        Value.Of([KeyValuePair.Create("n", number), KeyValuePair.Create("t", text)]);
}
