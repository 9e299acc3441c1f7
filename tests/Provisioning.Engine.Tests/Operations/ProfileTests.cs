using Provisioning.Engine.Attestation;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Imaging;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Networks;
using Provisioning.Model.Planning;
using Provisioning.Model.Powering;
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
        new(id, new ValidationProfile { Name = "node", MinLogicalProcessors = processors, Drives = new DriveRequirement(1, "nvme", 500), NeedsTpm = true });

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
        Assert.Contains(refused.Snapshot!.Conditions, condition => condition is { Kind: ConditionKind.Attested, Status: ConditionStatus.No });
        Assert.Equal(StrictId, refused.Snapshot!.Observed.AttestationPolicyId);
        Assert.Empty(world.Machine.Writes);
    }

    [Fact]
    public async Task A_policy_is_judged_also_while_another_image_is_wanted_and_said_to_be_open_where_none_of_ours_is_installed()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        var newer = World.Desired.Os!.Image with { Id = "ubuntu@sha256:9" };

        var refused = await world.ApplyAsync(
            World.Desired with { Os = World.Desired.Os with { Image = newer }, AttestationPolicy = Secure }, claim: first.Snapshot!.Claim);
        var adopted = await world.PlanAsync(
            World.Desired with { AttestationPolicy = Secure }, first.Snapshot with { Observed = first.Snapshot.Observed with { ImageId = null } });

        Assert.Contains(refused.Diagnostics, diagnostic => diagnostic.Code == AttestationDiagnostics.PolicyNotMet.Code);
        Assert.Contains(adopted.Diagnostics, diagnostic => diagnostic.Code == PlanningDiagnostics.NotJudged.Code);
    }

    [Fact]
    public async Task A_profile_that_is_met_validates_no_system_that_was_not_seen()
    {
        var world = await new World().StartAsync();
        world.Agents.SystemNeverReports = true;
        var failed = await world.ApplyAsync();
        var newer = World.Desired with { Os = World.Desired.Os! with { Image = World.Desired.Os.Image with { Id = "ubuntu@sha256:9" } } };
        var profile = new DocumentOf<ValidationProfile>(NodeId, new ValidationProfile { Name = "node", MinMemoryGib = 1 });

        await world.ApplyAsync(newer with { ValidationProfile = profile });

        Assert.NotEmpty(failed.Diagnostics);
        Assert.Equal(LifecycleState.Imaged, world.Disk.Servers["n1"].Observed!.Lifecycle);
    }

    [Fact]
    public async Task What_only_the_machine_can_tell_is_refused_where_nothing_of_ours_ever_ran_on_it()
    {
        var world = await new World().StartAsync();

        var plan = await world.PlanAsync(World.Desired with { Os = null, ValidationProfile = Node(1) });

        var error = Assert.Single(plan.Diagnostics, diagnostic => diagnostic.IsError);
        Assert.Equal(ValidationDiagnostics.NeedsTheMachine.Code, error.Code);
        Assert.Contains("min_logical_processors and tpm", error.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_that_is_to_be_on_is_switched_on_before_it_is_held_against_its_profile()
    {
        var world = await new World().StartAsync();
        var profile = new DocumentOf<ValidationProfile>(NodeId, new ValidationProfile { Name = "node", MinMemoryGib = 1 });

        var plan = await world.PlanAsync(World.Desired with { Os = null, BiosProfile = null, Power = PowerState.On, ValidationProfile = profile });

        var steps = plan.Steps.Select(step => step.Id).ToList();
        Assert.InRange(steps.IndexOf("power.set"), 0, steps.IndexOf("validation.profile"));
    }

    [Fact]
    public async Task What_an_attempt_measured_that_wrote_nothing_does_not_stand_for_the_system_on_the_disk()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Agents.Facts = world.Agents.Facts.Set(AttestationKeys.Pcr(0), new string('b', 64));
        var rebuild = World.Desired with
        {
            AttestationPolicy = Strict,
            Allow = new Allowance(true, true),
            Os = World.Desired.Os! with { RebuildTrigger = "again" },
        };
        var refused = await world.ApplyAsync(rebuild, claim: first.Snapshot!.Claim);

        var judged = await world.ApplyAsync(World.Desired with { AttestationPolicy = Strict }, claim: first.Snapshot.Claim);

        Assert.Contains(refused.Diagnostics, diagnostic => diagnostic.Code == AttestationDiagnostics.PolicyNotMet.Code);
        Assert.Equal(1, world.Machine.ImageWrites);
        Assert.Equal(StrictId, judged.Snapshot!.Observed.AttestationPolicyId);
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
        var when = World.Desired with { NetworkProfile = network with { Id = "net@sha256:2" }, Os = World.Desired.Os! with { RebuildPolicy = RebuildPolicy.WhenImageChanges } };
        Assert.True((await world.PlanAsync(when, outcome.Snapshot)).IsEmpty);
        Assert.Empty((await world.PlanAsync(World.Desired with { NetworkProfile = network with { Id = "renamed@sha256:1" } }, outcome.Snapshot)).Diagnostics);
        Assert.Equal(PlanningDiagnostics.NetworkOutOfDate.Code, Assert.Single(plan.Diagnostics).Code);
    }
}
