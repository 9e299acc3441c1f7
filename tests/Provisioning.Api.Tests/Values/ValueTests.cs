using Google.Protobuf;
using Provisioning.Api.FromWire;
using Provisioning.Api.ToWire;
using Provisioning.Schema.Values;

namespace Provisioning.Api.Tests.Values;

public sealed class ValueTests
{
    private const int Cases = 2_000;

    [Fact]
    public void Every_value_comes_back_from_its_bytes_as_it_was()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var value = new RandomValues(seed).Next();
            var back = Wire.Value.Parser.ParseFrom(value.ToWire().ToByteArray()).FromWire();
            Assert.True(value == back, $"seed {seed}: {value} came back as {back}");
        }
    }

    [Fact]
    public void Every_diagnostic_comes_back_from_its_bytes_as_it_was()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var diagnostic = new RandomValues(seed).Diagnostic();
            var back = Wire.Diagnostic.Parser.ParseFrom(diagnostic.ToWire().ToByteArray()).FromWire();
            Assert.True(diagnostic == back, $"seed {seed}: {diagnostic} came back as {back}");
        }
    }

    [Fact]
    public void A_number_beyond_binary64_keeps_its_digits()
    {
        Assert.True(ExactNumber.TryParse("9007199254740993.000000000000000001", out var number));
        Assert.Equal("9007199254740993.000000000000000001", new Value.Number(number).ToWire().Number);
    }

    [Fact]
    public void An_absent_value_is_null() => Assert.Equal(Value.Null, ((Wire.Value?)null).FromWire());

    [Fact]
    public void A_value_of_a_kind_from_a_newer_program_is_refused_rather_than_taken_for_null() =>
        Assert.Throws<InvalidDataException>(() => new Wire.Value().FromWire());

    [Fact]
    public void A_number_that_is_no_number_is_refused() =>
        Assert.Throws<InvalidDataException>(() => new Wire.Value { Number = "one" }.FromWire());

    [Fact]
    public void A_map_with_the_same_member_twice_is_refused()
    {
        var members = new Wire.ValueMembers();
        members.Members.Add(new Wire.ValueMember { Name = "a", Value = new Wire.Value { Flag = true } });
        members.Members.Add(new Wire.ValueMember { Name = "a", Value = new Wire.Value { Flag = false } });
        Assert.Throws<InvalidDataException>(() => new Wire.Value { Map = members }.FromWire());
    }

    [Fact]
    public void A_severity_from_a_newer_program_is_an_error() => Assert.True(new Wire.Diagnostic { Severity = (Wire.Severity)9 }.FromWire().IsError);
}
