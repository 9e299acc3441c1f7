using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Tests.ToWire;

public sealed class PlanCheckTests
{
    private static readonly ObjectShape Inner = ObjectShape.Of(
        AttributeDescription.Required("a", AttributeType.Text, "a"),
        AttributeDescription.Computed("c", AttributeType.Text, "c"),
        AttributeDescription.Optional("secret", AttributeType.Text, "secret") with { WriteOnly = true });

    private static readonly ObjectShape Shape = ObjectShape.Of(
        AttributeDescription.Optional("plain", AttributeType.Text, "plain"),
        AttributeDescription.Computed("made", AttributeType.Text, "made"),
        AttributeDescription.Optional("either", AttributeType.Text, "either") with { Presence = Presence.OptionalComputed },
        AttributeDescription.Optional("set", new AttributeType.SetType(AttributeType.Text), "set"),
        AttributeDescription.Optional("one", AttributeType.Object(Inner), "one"),
        AttributeDescription.Optional("many", AttributeType.Objects(Nesting.List, Inner), "many"),
        AttributeDescription.Optional("named", AttributeType.Objects(Nesting.Map, Inner), "named"));

    private static readonly Value Config = Object(
        ("plain", Value.Of("p")),
        ("set", Value.Of([Value.Of("x"), Value.Of("y")])),
        ("one", Object(("a", Value.Of("1")))),
        ("many", Value.Of([Object(("a", Value.Of("1")))])),
        ("named", Object(("k", Object(("a", Value.Of("1")))))));

    public static TheoryData<string, Value, bool> Plans => new()
    {
        { "plain", Value.Of("p"), true },
        { "plain", Value.Of("P"), false },
        { "plain", Value.Null, false },
        { "plain", Value.Unknown, false },
        { "made", Value.Of("anything"), true },
        { "made", Value.Unknown, true },
        { "either", Value.Of("filled"), true },
        { "set", Value.Of([Value.Of("y"), Value.Of("x"), Value.Of("y")]), true },
        { "set", Value.Of([Value.Of("y")]), false },
        { "one", Object(("a", Value.Of("1")), ("c", Value.Unknown)), true },
        { "one", Object(("a", Value.Of("2"))), false },
        { "one", Object(("a", Value.Of("1")), ("secret", Value.Of("s"))), false },
        { "one", Value.Null, false },
        { "one", Value.Unknown, false },
        { "many", Value.Of([Object(("a", Value.Of("1")), ("c", Value.Of("z")))]), true },
        { "many", new Value.List([]), false },
        { "many", Value.Of([Object(("a", Value.Of("1"))), Object(("a", Value.Of("1")))]), false },
        { "named", Object(("k", Object(("a", Value.Of("1")), ("c", Value.Of("z"))))), true },
        { "named", Object(("other", Object(("a", Value.Of("1"))))), false },
        { "named", Object(("k", Object(("a", Value.Of("2"))))), false },
        { "plain", Value.Of(true), false },
        { "stranger", Value.Of("x"), false },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void Create_is_held_against_the_rules(string attribute, Value planned, bool legal)
    {
        var breaches = PlanCheck.Of(Shape, Value.Null, Config, Config.With(attribute, planned));

        if (legal)
        {
            Assert.Empty(breaches);
            return;
        }

        Assert.NotEmpty(breaches);
        Assert.All(breaches, breach => Assert.Equal("BM9011", breach.Code.ToString()));
        Assert.All(breaches, breach => Assert.StartsWith(attribute, breach.Path!.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Update_may_keep_what_was_there_before()
    {
        var prior = Config.With("plain", Value.Of("P"));
        Assert.Empty(PlanCheck.Of(Shape, prior, Config, Config.With("plain", Value.Of("P"))));
        Assert.Single(PlanCheck.Of(Shape, prior, Config.With("plain", Value.Null), Config.With("plain", Value.Of("P"))));
    }

    [Fact]
    public void Unknown_in_the_configuration_stays_unknown()
    {
        var config = Config.With("plain", Value.Unknown);
        Assert.Empty(PlanCheck.Of(Shape, Value.Null, config, config));
        Assert.Single(PlanCheck.Of(Shape, Value.Null, config, config.With("plain", Value.Of("guess"))));
    }

    [Fact]
    public void Absence_is_planned_exactly_where_it_is_wanted()
    {
        Assert.Empty(PlanCheck.Of(Shape, Config, Value.Null, Value.Null));
        Assert.Single(PlanCheck.Of(Shape, Config, Value.Null, Config));
        Assert.Single(PlanCheck.Of(Shape, Config, Config, Value.Null));
    }

    [Fact]
    public void Result_keeps_every_known_planned_value()
    {
        var planned = Config.With("made", Value.Unknown).With("either", Value.Of("e"));
        var good = Config.With("made", Value.Of("m")).With("either", Value.Of("e"));
        Assert.Empty(ResultCheck.OfApply(Shape, planned, good));
        Assert.Empty(ResultCheck.OfApply(Shape, planned, good.With("made", Value.Null)));
        AssertBreach("either", ResultCheck.OfApply(Shape, planned, good.With("either", Value.Of("f"))));
        AssertBreach("either", ResultCheck.OfApply(Shape, planned, good.With("either", Value.Null)));
        AssertBreach("made", ResultCheck.OfApply(Shape, planned, good.With("made", Value.Unknown)));
        AssertBreach("many", ResultCheck.OfApply(Shape, planned, good.With("many", new Value.List([]))));
        AssertBreach("named[\"k\"]", ResultCheck.OfApply(Shape, planned, good.With("named", Object())));
        AssertBreach("set", ResultCheck.OfApply(Shape, planned, good.With("set", Value.Of([Value.Of("x")]))));
        AssertBreach("plain", ResultCheck.OfApply(Shape, planned, good.With("plain", Value.Of(3L))));
        AssertBreach("", ResultCheck.OfApply(Shape, planned, Value.Null));
    }

    [Fact]
    public void Write_only_values_are_taken_out_at_every_depth()
    {
        var secret = Object(("a", Value.Of("1")), ("secret", Value.Of("s")));
        var value = Object(("one", secret), ("many", Value.Of([secret])), ("named", Object(("k", secret))));

        var without = WriteOnlyValues.Without(Shape, value);

        Assert.DoesNotContain("Content = s ", without.ToString(), StringComparison.Ordinal);
        Assert.True(without.Member("one").Member("secret").IsNull);
        Assert.True(without.Member("named").Member("k").Member("secret").IsNull);
        Assert.Equal(["one.secret"], WriteOnlyValues.Given(Shape, value, AttributePath.Root).Select(path => path.ToString()));
    }

    private static void AssertBreach(string path, IEnumerable<Diagnostic> breaches)
    {
        var breach = Assert.Single(breaches);
        Assert.Equal("BM9012", breach.Code.ToString());
        Assert.Equal(path, breach.Path!.ToString());
    }

    private static Value.Map Object(params (string Name, Value Value)[] members) =>
        new Value.Map(Model.Collections.ValueMap<string, Value>.From(members.Select(member => KeyValuePair.Create(member.Name, member.Value))));
}
