using Provisioning.Engine.Bios;
using Provisioning.Model.Bios;
using Provisioning.Model.Collections;

namespace Provisioning.Bmc.Tests.Bios;

public sealed class BiosProfileValidatorTests
{
    private static readonly BiosObservation Observation = new()
    {
        Current = Map(("ProcTurboMode", "Enabled"), ("Cores", "0"), ("Quiet", "true"), ("Tag", ""), ("Fixed", "1"), ("AdminPassword", ""), ("Undescribed", "x"), ("AES_NI_3C75", "Enable")),
        Pending = ValueMap<string, string>.Empty,
        Entries = ValueMap<string, BiosAttributeEntry>.From(new BiosAttributeEntry[]
        {
            new() { Name = "ProcTurboMode", Type = BiosAttributeType.Enumeration, AllowedValues = ["Enabled", "Disabled"] },
            new() { Name = "Cores", Type = BiosAttributeType.Whole, LowerBound = 0, UpperBound = 128, ScalarIncrement = 8 },
            new() { Name = "Quiet", Type = BiosAttributeType.Flag },
            new() { Name = "Tag", Type = BiosAttributeType.Text, MinLength = 0, MaxLength = 4 },
            new() { Name = "Fixed", Type = BiosAttributeType.Text, ReadOnly = true },
            new() { Name = "AdminPassword", Type = BiosAttributeType.Password },
        }.Select(entry => KeyValuePair.Create(entry.Name, entry))),
    };

    [Theory]
    [InlineData("ProcTurboMode", "Enabled", null)]
    [InlineData("ProcTurboMode", "enabled", "BM3002")]
    [InlineData("ProcTurboMode", "Maybe", "BM3002")]
    [InlineData("Cores", "64", null)]
    [InlineData("Cores", "-8", "BM3003")]
    [InlineData("Cores", "136", "BM3003")]
    [InlineData("Cores", "63", "BM3003")]
    [InlineData("Cores", "many", "BM3004")]
    [InlineData("Quiet", "false", null)]
    [InlineData("Quiet", "False", "BM3004")]
    [InlineData("Tag", "abcd", null)]
    [InlineData("Tag", "abcde", "BM3003")]
    [InlineData("Fixed", "1", null)]
    [InlineData("Fixed", "2", "BM3005")]
    [InlineData("AdminPassword", "x", "BM3006")]
    [InlineData("Undescribed", "anything", null)]
    [InlineData("NoSuch", "x", "BM3001")]
    [InlineData("AES_NI", "Enable", "BM3001")]
    public void Attribute_is_checked_against_the_registry(string name, string value, string? code)
    {
        var found = BiosProfileValidator.Validate(new BiosProfile { Name = "p", Attributes = Map((name, value)) }, Observation);
        Assert.Equal(code, found.SingleOrDefault()?.Code.ToString());
        Assert.All(found, diagnostic => Assert.Equal($"bios_profile.attributes[\"{name}\"]", diagnostic.Path?.ToString()));
    }

    [Fact]
    public void Unknown_attribute_is_answered_with_names_that_are_like_it()
    {
        var found = BiosProfileValidator.Validate(new BiosProfile { Name = "p", Attributes = Map(("aes_ni", "Enable")) }, Observation);
        Assert.Contains("AES_NI_3C75", Assert.Single(found).Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_attribute_that_is_wrong_is_named()
    {
        var found = BiosProfileValidator.Validate(new BiosProfile { Name = "p", Attributes = Map(("A", "1"), ("B", "2"), ("Quiet", "no")) }, Observation);
        Assert.Equal(3, found.Count);
    }

    [Fact]
    public void Bios_that_tells_nothing_is_a_warning()
    {
        var nothing = new BiosObservation { Current = ValueMap<string, string>.Empty, Pending = ValueMap<string, string>.Empty };
        var found = BiosProfileValidator.Validate(new BiosProfile { Name = "p", Attributes = Map(("A", "1")) }, nothing);
        Assert.False(Assert.Single(found).IsError);
        Assert.Empty(BiosProfileValidator.Validate(new BiosProfile { Name = "p" }, nothing));
    }

    [Theory]
    [InlineData("ProcTurbMode", "Names like it: ProcTurboMode.")]
    [InlineData("procturbomdoe", "Names like it: ProcTurboMode.")]
    [InlineData("AES_NI", "Names like it: AES_NI_3C75.")]
    [InlineData("MenuCores", "Names like it: Cores.")]
    [InlineData("NoSuch", "It has 8 attributes, none of a like name.")]
    public void Unknown_name_is_answered_with_those_like_it(string name, string seen)
    {
        var profile = new BiosProfile { Name = "p", Attributes = Map((name, "x")) };
        Assert.Equal(seen, Assert.Single(BiosProfileValidator.Validate(profile, Observation)).Seen);
    }

    private static ValueMap<string, string> Map(params (string Name, string Value)[] pairs) =>
        ValueMap<string, string>.From(pairs.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
