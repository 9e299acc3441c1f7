using Provisioning.Engine.Attestation;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Networks;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using Provisioning.Model.Validation;

namespace Provisioning.Engine.Tests.Operations;

/// <summary>What a machine must show and measure, and the network that it is given.</summary>
public sealed class ProfileTests
{
    private const string StrictId = "strict@sha256:1";
    private const string NodeId = "node@sha256:1";

    private static readonly DocumentOf<AttestationPolicy> Strict = new(
        StrictId, new AttestationPolicy { Name = "strict", Pcrs = ValueMap<int, ValueArray<string>>.Empty.Set(0, [new string('a', 64)]) });

    private static readonly DocumentOf<AttestationPolicy> Secure = new("secure@sha256:2", new AttestationPolicy { Name = "secure", NeedsSecureBoot = true });

    private static DocumentOf<ValidationProfile> Node(long processors, string id = NodeId) =>
        new(id, new ValidationProfile { Name = "node", MinLogicalProcessors = processors });

    [Fact]
    public async Task A_machine_that_meets_policy_and_profile_becomes_ready_and_its_receipts_name_both()
    {
        var world = await new World().StartAsync();

        var outcome = await world.ApplyAsync(World.Desired with { AttestationPolicy = Strict, ValidationProfile = Node(1) });

        Assert.Equal(LifecycleState.Ready, outcome.Snapshot!.Observed.Lifecycle);
        Assert.Equal((StrictId, NodeId), (outcome.Snapshot.Observed.AttestationPolicyId, outcome.Snapshot.Observed.ValidationProfileId));
        Assert.Contains(outcome.Snapshot.Conditions, condition => condition is { Kind: ConditionKind.Attested, Status: ConditionStatus.Yes });
        Assert.True((await world.PlanAsync(
            World.Desired with { AttestationPolicy = Strict, ValidationProfile = Node(1) }, outcome.Snapshot)).IsEmpty);
    }

    [Fact]
    public async Task A_machine_that_does_not_meet_its_policy_is_not_written_and_gets_no_secret()
    {
        var world = await new World().StartAsync();
        world.Agents.Facts = world.Agents.Facts.Set(AttestationKeys.Pcr(0), new string('b', 64));

        var outcome = await world.ApplyAsync(World.Desired with { AttestationPolicy = Strict });

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == AttestationDiagnostics.PolicyNotMet.Code);
        Assert.Equal(0, world.Machine.ImageWrites);
        Assert.Empty(world.Agents.UserDataSeen);
    }

    [Fact]
    public async Task A_new_policy_is_judged_by_the_last_measurements_without_a_restart()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Machine.Writes.Clear();

        var met = await world.ApplyAsync(World.Desired with { AttestationPolicy = Strict }, claim: first.Snapshot!.Claim);
        var refused = await world.ApplyAsync(World.Desired with { AttestationPolicy = Secure }, claim: first.Snapshot.Claim);

        Assert.Equal(StrictId, met.Snapshot!.Observed.AttestationPolicyId);
        Assert.Equal(first.Snapshot.Observed.ImageId, met.Snapshot.Observed.ImageId);
        Assert.Contains(refused.Diagnostics, diagnostic => diagnostic.Code == AttestationDiagnostics.PolicyNotMet.Code);
        Assert.Equal(StrictId, refused.Snapshot!.Observed.AttestationPolicyId);
        Assert.Empty(world.Machine.Writes);
    }

    [Fact]
    public async Task A_machine_that_does_not_meet_its_profile_is_not_ready_and_is_checked_again_by_the_next_apply()
    {
        var world = await new World().StartAsync();

        var outcome = await world.ApplyAsync(World.Desired with { ValidationProfile = Node(4096) });
        var writes = world.Machine.ImageWrites;
        var mended = await world.ApplyAsync(World.Desired with { ValidationProfile = Node(1, "node@sha256:2") });

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == ValidationDiagnostics.ProfileNotMet.Code);
        Assert.Equal(1, writes);
        Assert.Equal(LifecycleState.Ready, mended.Snapshot!.Observed.Lifecycle);
        Assert.Equal(1, world.Machine.ImageWrites);
    }

    [Fact]
    public async Task A_machine_without_an_operating_system_is_checked_by_what_its_bmc_tells_and_stays_what_it_is()
    {
        var world = await new World().StartAsync();
        var profile = new DocumentOf<ValidationProfile>(NodeId, new ValidationProfile { Name = "node", MinMemoryGib = 1 });

        var outcome = await world.ApplyAsync(World.Desired with { Os = null, ValidationProfile = profile });

        Assert.Equal(NodeId, outcome.Snapshot!.Observed.ValidationProfileId);
        Assert.True(outcome.Snapshot.Observed.Lifecycle < LifecycleState.Validated);
    }

    [Fact]
    public async Task A_network_is_written_with_the_image_and_a_new_one_is_said_and_changes_nothing()
    {
        var world = await new World().StartAsync();
        var network = new DocumentOf<NetworkProfile>("net@sha256:1", new NetworkProfile("net", "{\"version\":2}"));

        var outcome = await world.ApplyAsync(World.Desired with { NetworkProfile = network });
        var plan = await world.PlanAsync(World.Desired with { NetworkProfile = network with { Id = "net@sha256:2" } }, outcome.Snapshot);

        Assert.Equal("{\"version\":2}", world.Agents.NetworkConfigSeen);
        Assert.Equal("net@sha256:1", outcome.Snapshot!.Observed.NetworkProfileId);
        Assert.True(plan.IsEmpty);
        Assert.Equal(PlanningDiagnostics.NetworkOutOfDate.Code, Assert.Single(plan.Diagnostics).Code);
    }
}
