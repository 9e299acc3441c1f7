using Provisioning.Model.Bios;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using Provisioning.Resources.Servers;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Tests.Servers;

/// <summary>
/// The table of the documentation, "attribute, known at plan when": what stands there in words is what the plans do. A text without a meaning here, or an
/// attribute without a text, fails.
/// </summary>
public sealed class PlanTableTests
{
    // What each text of the table promises of a situation.
    private static readonly Dictionary<string, Func<Situation, bool>> Meanings = new(StringComparer.Ordinal)
    {
        ["from the create on"] = situation => !situation.IsCreate,
        ["from the create on, or from `expect.uuid`"] = situation => !situation.IsCreate || situation.ExpectsUuid,
        ["from the create on, or from `expect.serial`"] = situation => !situation.IsCreate || situation.ExpectsSerial,
        ["for an update without stages"] = situation => !situation.IsCreate && !situation.HasStages && situation.IsPlanned,
        ["when the document that the server refers to is known"] = situation => situation.IsPlanned,
        ["for an update whose baseline has the same components"] = situation => !situation.IsCreate && situation.IsPlanned,
        ["always"] = _ => true,
    };

    public static TheoryData<string> Situations => [.. All.Select(situation => situation.Name)];

    private static IEnumerable<Situation> All =>
    [
        new("create", IsCreate: true, HasStages: true),
        new("create of an expected serial", IsCreate: true, HasStages: true) { ExpectsSerial = true },
        new("create of an expected UUID", IsCreate: true, HasStages: true) { ExpectsUuid = true },
        new("create with something unknown", IsCreate: true, HasStages: true) { IsPlanned = false },
        new("nothing to do", IsCreate: false, HasStages: false),
        new("a setting to change", IsCreate: false, HasStages: true),
        new("an image to write", IsCreate: false, HasStages: true) { Images = true },
        new("update with something unknown", IsCreate: false, HasStages: true) { IsPlanned = false },
    ];

    [Theory]
    [MemberData(nameof(Situations))]
    public void What_the_table_says_is_known_is_known_and_nothing_else(string name)
    {
        var situation = All.Single(each => each.Name == name);
        var planned = Plan(situation);
        foreach (var attribute in ServerSchema.Description.Shape.Attributes.Where(attribute => attribute.IsComputed && attribute.Name != "last_change"))
        {
            Assert.True(Meanings.TryGetValue(attribute.KnownAtPlan, out var isKnown), $"{attribute.Name}: \"{attribute.KnownAtPlan}\" means nothing here");
            Assert.True(isKnown(situation) == planned.Member(attribute.Name).IsWhollyKnown, $"{attribute.Name} in \"{name}\" is {planned.Member(attribute.Name)}");
        }
    }

    // last_change has a sentence of its own, because its members differ.
    [Theory]
    [MemberData(nameof(Situations))]
    public void What_the_table_says_of_the_last_change_holds(string name)
    {
        var situation = All.Single(each => each.Name == name);
        var change = Plan(situation).Member("last_change");
        Assert.Equal(
            "`number`, `summary`, `stages`, `destroys_data` and `remedies` where all arguments are known; `reboots` and `estimated_minutes` for an update of values that were read before, `disks` for an update that writes no image",
            ServerSchema.Description.Shape.Attributes.Single(attribute => attribute.Name == "last_change").KnownAtPlan);
        foreach (var member in new[] { "number", "summary", "stages", "destroys_data", "remedies" })
            Assert.True(situation.IsPlanned == change.Member(member).IsWhollyKnown, member);
        foreach (var member in new[] { "reboots", "estimated_minutes" })
            Assert.True((situation.IsPlanned && !situation.IsCreate) == change.Member(member).IsWhollyKnown, member);
        Assert.Equal(situation.IsPlanned && !situation.IsCreate && !situation.Images, change.Member("disks").IsWhollyKnown);
    }

    [Fact]
    public void Every_computed_attribute_says_when_it_is_known_and_when_it_changes() => Assert.All(
        ServerSchema.Description.Shape.Attributes.Where(attribute => attribute.IsComputed),
        attribute => Assert.True(attribute.KnownAtPlan.Length > 0 && attribute.ChangesWhen.Length > 0, attribute.Name));

    private static Value Plan(Situation situation)
    {
        var profile = new DocumentOf<BiosProfile>(
            "b@sha256:1", new BiosProfile { Name = "b", Attributes = ValueMap<string, string>.Empty.Set("ProcTurboMode", "Enabled") });
        var desired = new ServerDesired
        {
            Name = "n1",
            Bmc = new BmcEndpoint("10.1.0.11", "default", [], null),
            Expect = new ExpectedIdentity(situation.ExpectsSerial ? "SN1" : null, situation.ExpectsUuid ? Guid.NewGuid() : null),
            BiosProfile = situation.IsPlanned ? profile : null,
        };
        var reference = situation.IsPlanned
            ? Value.Of([KeyValuePair.Create(DocumentReference.IdName, Value.Of(profile.Id)), KeyValuePair.Create(DocumentReference.DocumentName, Value.Of("{}"))])
            : Value.Unknown;
        var config = Value.Of(ServerSchema.Description.Shape.Attributes.Select(attribute => KeyValuePair.Create(attribute.Name, Value.Null)))
            .With("name", Value.Of("n1")).With("bios_profile", reference).With("bmc_profile", situation.IsPlanned ? Value.Null : Value.Unknown);
        Stage[] stages = situation.HasStages ? [situation.Images ? Stage.Imaging : Stage.Bios] : [];
        var plan = situation.IsPlanned
            ? new ServerPlan
            {
                Stages = stages.ToValueArray(),
                Steps = stages.Select(stage => new PlannedStep("s", "S/1", stage, "Do", "it differs", 0, [])).ToValueArray(),
            }
            : null;
        if (situation.IsCreate) return ServerPlanned.Create(config, desired, plan);
        var prior = config;
        foreach (var attribute in ServerSchema.Description.Shape.Attributes.Where(attribute => attribute.IsComputed))
            prior = prior.With(attribute.Name, attribute.Type is AttributeType.MapType ? ServerState.TextMap(ValueMap<string, string>.Empty) : Value.Of("before"));
        return ServerPlanned.Update(config, prior, desired, plan);
    }

    private sealed record Situation(string Name, bool IsCreate, bool HasStages)
    {
        public bool ExpectsSerial { get; init; }

        public bool ExpectsUuid { get; init; }

        public bool Images { get; init; }

        public bool IsPlanned { get; init; } = true;
    }
}
