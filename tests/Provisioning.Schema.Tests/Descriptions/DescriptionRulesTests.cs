using System.Text.RegularExpressions;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Checking;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Sites;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Tests.Descriptions;

/// <summary>What must hold for every description, those of later resources included.</summary>
public sealed class DescriptionRulesTests
{
    private static readonly string[] Reserved = ["lifecycle", "connection", "provisioner", "count", "for_each", "depends_on", "provider"];

    private static IEnumerable<(string Where, AttributeDescription Attribute, bool InComputed)> Attributes =>
        ResourceSchemas.All.SelectMany(description => Below(description.TypeName, description.Shape, false))
            .Concat(Below("provider", ProviderSchema.Shape, false));

    [Fact]
    public void Names_are_lower_case_words_unique_and_not_reserved()
    {
        Assert.All(Attributes, each => Assert.Matches("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", each.Attribute.Name));
        var top = ResourceSchemas.All.SelectMany(description => description.Shape.Attributes.Select(attribute => attribute.Name));
        Assert.Empty(top.Intersect(Reserved, StringComparer.Ordinal));
        Assert.Empty(Attributes.GroupBy(each => each.Where, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public void Every_attribute_is_documented_in_sentences() => Assert.All(Attributes, each =>
    {
        Assert.True(each.Attribute.Documentation.Length > 4, each.Where);
        Assert.True(each.Attribute.Documentation.EndsWith('.') || each.Attribute.Documentation.EndsWith('…'), each.Where);
    });

    [Fact]
    public void Every_computed_attribute_at_the_top_says_when_it_is_known_and_what_changes_it() => Assert.All(
        ResourceSchemas.All.SelectMany(description => description.Shape.Attributes.Where(attribute => attribute.IsComputed)),
        attribute =>
        {
            Assert.NotEmpty(attribute.KnownAtPlan);
            Assert.NotEmpty(attribute.ChangesWhen);
        });

    [Fact]
    public void Write_only_attributes_are_neither_computed_nor_in_sets_nor_constrained_to_show_their_content()
    {
        foreach (var (where, attribute, inComputed) in Attributes.Where(each => each.Attribute.WriteOnly))
        {
            Assert.False(attribute.IsComputed || inComputed, where);
            Assert.All(attribute.Constraints, constraint => Assert.IsType<ValueConstraint.Length>(constraint));
        }
    }

    [Fact]
    public void Attributes_of_computed_objects_are_computed() =>
        Assert.All(Attributes.Where(each => each.InComputed), each => Assert.Equal(Presence.Computed, each.Attribute.Presence));

    [Fact]
    public void Every_default_would_be_accepted_if_it_were_written() => Assert.All(
        Attributes.Where(each => each.Attribute.Default is not null),
        each =>
        {
            var shape = ObjectShape.Of(each.Attribute);
            Assert.Empty(ConfigurationCheck.Of(shape, Value.Of([KeyValuePair.Create(each.Attribute.Name, each.Attribute.Default!)]), AttributePath.Root));
        });

    [Fact]
    public void Every_rule_names_attributes_that_exist()
    {
        foreach (var description in ResourceSchemas.All) AssertRules(description.TypeName, description.Shape);
        AssertRules("provider", ProviderSchema.Shape);
    }

    // Terraform drops a misspelt name inside an object without a word; what is left of `expect = { serail = … }` is an empty object.
    [Fact]
    public void Every_object_of_optional_attributes_alone_has_the_rule_that_it_says_something() => Assert.All(
        Attributes.Where(each => each.Attribute.IsWritable && !each.InComputed),
        each =>
        {
            // An entry of a map says something by its name.
            if (each.Attribute.Type is not AttributeType.NestedType { Nesting: not Nesting.Map, Shape: var shape }) return;
            var allOptional = shape.Attributes.All(attribute => attribute.Presence == Presence.Optional);
            Assert.True(!allOptional || shape.Rules.OfType<ObjectRule.SaysSomething>().Any(), each.Where);
        });

    [Fact]
    public void Environment_variables_are_named_after_their_argument() => Assert.All(
        Attributes.Where(each => each.Attribute.Environment is not null),
        each =>
        {
            Assert.StartsWith("provider.", each.Where, StringComparison.Ordinal);
            var variable = "BAREMETAL_" + each.Where["provider.".Length..].Replace('.', '_').ToUpperInvariant();
            Assert.Equal(each.Attribute.Name == "state_dir" ? "BAREMETAL_STATE" : variable, each.Attribute.Environment);
        });

    [Fact]
    public void Examples_use_only_attributes_that_exist()
    {
        foreach (var description in ResourceSchemas.All)
        {
            var known = Below("", description.Shape, false).Select(each => each.Attribute.Name).ToHashSet(StringComparer.Ordinal);
            var used = Regex.Matches(description.Example, @"(?<=[\s{,])([a-z_0-9]+)\s*=[^=]").Select(match => match.Groups[1].Value);
            Assert.Empty(used.Except(known.Concat(["bmc", "bios", "left", "right", "bond0", "storage"]), StringComparer.Ordinal));
        }
    }

    private static void AssertRules(string where, ObjectShape shape)
    {
        var paths = shape.Rules.SelectMany(rule => rule.Match(
            atMostOne => atMostOne.Paths.AsEnumerable(),
            exactlyOne => exactlyOne.Paths,
            needs => needs.AnyOf.Add(needs.Given),
            ordered => [ordered.Least, ordered.Most],
            _ => [],
            holds => ResourceSchemas.TryFind(holds.TypeName, out var found) && found.IsDocument ? [] : throw new InvalidOperationException(holds.TypeName),
            names => [AttributePath.Of(names.Map), .. names.Among.Select(map => AttributePath.Of(map))]));
        foreach (var path in paths) Assert.True(Exists(shape, path), $"{where}: {path}");
        foreach (var attribute in shape.Attributes)
        {
            if (attribute.Type is AttributeType.NestedType nested) AssertRules($"{where}.{attribute.Name}", nested.Shape);
        }
    }

    private static bool Exists(ObjectShape shape, AttributePath path)
    {
        AttributeType? type = AttributeType.Object(shape);
        foreach (var step in path.Steps)
        {
            if (step is not PathStep.Attribute name || type is not AttributeType.NestedType nested || !nested.Shape.TryFind(name.Name, out var found)) return false;
            type = found.Type;
        }

        return true;
    }

    private static IEnumerable<(string Where, AttributeDescription Attribute, bool InComputed)> Below(string where, ObjectShape shape, bool inComputed)
    {
        foreach (var attribute in shape.Attributes)
        {
            var at = $"{where}.{attribute.Name}";
            yield return (at, attribute, inComputed);
            if (attribute.Type is not AttributeType.NestedType nested) continue;
            foreach (var below in Below(at, nested.Shape, inComputed || attribute.Presence == Presence.Computed)) yield return below;
        }
    }
}
