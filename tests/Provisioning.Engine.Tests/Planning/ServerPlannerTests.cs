using FsCheck.Fluent;
using FsCheck.Xunit;
using Provisioning.Engine.Execution;
using Provisioning.Engine.Planning;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Steps;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Bios;
using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Firmware;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Tests.Planning;

public sealed class ServerPlannerTests
{
    private static readonly ServerIdentity Identity = new(Guid.NewGuid(), "SN0001", "Acme", "Rack1");

    [Fact]
    public void Full_create_shares_one_restart_between_bios_and_the_agents_boot()
    {
        var plan = ServerPlanner.Plan(World.Desired, PlanBasis.Nothing);

        Assert.Equal(2, plan.Reboots);
        Assert.Equal(
            [Stage.Discovery, Stage.BmcConfiguration, Stage.Firmware, Stage.Bios, Stage.Imaging, Stage.Validation, Stage.Readiness], plan.Stages);
        Assert.False(plan.DestroysData);
        Assert.True(Position(plan, "bios.set") < Position(plan, "window.restart"));
        Assert.True(Position(plan, "agent.attest") < Position(plan, "identity.write"));
        Assert.True(Position(plan, "image.publish") < Position(plan, "bios.set"));
        Assert.Contains(Remedy.PowerCycle, plan.Remedies);
    }

    [Fact]
    public void Change_of_a_bios_setting_alone_is_one_restart_and_no_agent()
    {
        var observed = Settled(World.Desired) with { Bios = ValueMap<string, string>.Empty.Set("ProcTurboMode", "Disabled") };

        var plan = ServerPlanner.Plan(World.Desired, new PlanBasis(false, observed));

        Assert.Equal(["bios.set", "window.shut_down", "window.restart", "bios.confirm"], plan.Steps.Select(step => step.Id));
        Assert.Equal(1, plan.Reboots);
        Assert.Contains("ProcTurboMode is Disabled, wanted Enabled", plan.Steps[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Machine_in_service_keeps_its_disruptive_steps_for_later()
    {
        var observed = Settled(World.Desired) with { Lifecycle = LifecycleState.InService, Bios = ValueMap<string, string>.Empty };

        var plan = ServerPlanner.Plan(World.Desired, new PlanBasis(false, observed));

        Assert.Equal(0, plan.Reboots);
        Assert.DoesNotContain(Remedy.PowerCycle, plan.Remedies);
        Assert.Equal(PlanningDiagnostics.Deferred.Code, Assert.Single(plan.Diagnostics).Code);
    }

    [Fact]
    public void Unmanaged_patterns_take_settings_out()
    {
        var desired = World.Desired with { Unmanaged = ["bios.Proc*", "firmware.*", "bmc_settings.host_name"] };
        var observed = Settled(World.Desired) with { Bios = ValueMap<string, string>.Empty, Firmware = ValueMap<string, string>.Empty, BmcSettings = ValueMap<string, string>.Empty };

        var plan = ServerPlanner.Plan(desired, new PlanBasis(false, observed));

        Assert.Equal(["bmc.ntp"], plan.Steps.Select(step => step.Id));
    }

    [Fact]
    public void Every_planned_kind_has_a_handler_and_an_estimate_and_every_dependency_comes_before()
    {
        var registry = StepRegistry.Standard();
        var plan = ServerPlanner.Plan(World.Desired with { Power = PowerState.Off }, PlanBasis.Nothing);

        foreach (var step in plan.Steps)
        {
            Assert.True(registry.Knows(step.Kind), step.Kind);
            foreach (var before in step.After) Assert.True(Position(plan, before) < Position(plan, step.Id), $"{before} before {step.Id}");
        }

        Assert.Equal(plan.Steps.Count, plan.Steps.Select(step => step.Id).Distinct().Count());
        Assert.True(plan.EstimatedMinutes > 5);
    }

    [Property(MaxTest = 500)]
    public FsCheck.Property Plan_then_apply_then_plan_is_empty() => Prop.ForAll(Cases().ToArbitrary(), @case =>
    {
        var plan = ServerPlanner.Plan(@case.Desired, new PlanBasis(@case.IsCreate, @case.Observed));
        if (plan.Diagnostics.Any(diagnostic => diagnostic.IsError)) return true;
        var after = Simulate(@case.Desired, @case.Observed, plan);
        var again = ServerPlanner.Plan(@case.Desired, new PlanBasis(false, after));
        return again.IsEmpty;
    });

    [Property(MaxTest = 200)]
    public FsCheck.Property Same_input_gives_the_same_plan() => Prop.ForAll(Cases().ToArbitrary(), @case =>
        ServerPlanner.Plan(@case.Desired, new PlanBasis(@case.IsCreate, @case.Observed)) == ServerPlanner.Plan(@case.Desired, new PlanBasis(@case.IsCreate, @case.Observed)));

    [Property(MaxTest = 300)]
    public FsCheck.Property Nothing_is_written_over_our_own_image_without_data_loss_allowed() => Prop.ForAll(Cases().ToArbitrary(), @case =>
    {
        var plan = ServerPlanner.Plan(@case.Desired, new PlanBasis(@case.IsCreate, @case.Observed));
        var writes = plan.Steps.Any(step => step.Kind == StepKinds.WriteImage);
        return !writes || @case.Observed?.ImageId is null || @case.Desired.Allow.DataLoss || plan.Diagnostics.Any(diagnostic => diagnostic.IsError);
    });

    private static int Position(ServerPlan plan, string id) => plan.Steps.Select(step => step.Id).ToList().IndexOf(id);

    private static ServerObserved Settled(ServerDesired desired) => Simulate(desired, null, ServerPlanner.Plan(desired, PlanBasis.Nothing));

    // Commits the plan's stages as an operation does, on evidence that every step gave what it was for.
    private static ServerObserved Simulate(ServerDesired desired, ServerObserved? observed, ServerPlan plan)
    {
        var progress = ValueMap<string, StepRecord>.Empty;
        var evidence = ValueMap<string, string>.Empty;
        foreach (var (key, value) in ManagedSettings.Bios(desired)) evidence = evidence.Set("bios." + key, value);
        foreach (var (key, value) in ManagedSettings.Bmc(desired)) evidence = evidence.Set("bmc_settings." + key, value);
        foreach (var (key, value) in ManagedSettings.Firmware(desired)) evidence = evidence.Set("firmware." + key, value);
        foreach (var step in plan.Steps)
        {
            var own = step.Kind == StepKinds.SetPower ? evidence.Set("power", desired.Power.ToString()!) : evidence;
            progress = progress.Set(step.Id, new StepRecord(StepState.Confirmed, 1, default, ValueMap<string, string>.Empty, own, null, []));
        }

        var attempt = new AttemptRecord
        {
            Number = 1,
            Operation = "op",
            DesiredDigest = "d",
            StartedAt = default,
            State = AttemptState.Done,
            Steps = plan.Steps,
            Progress = progress,
        };
        var after = observed ?? new ServerObserved { Identity = Identity, Lifecycle = LifecycleState.Discovered };
        foreach (var stage in plan.Stages) after = StageValues.After(after, stage, desired, attempt, null);
        return after.Lifecycle < LifecycleState.Baselined ? after with { Lifecycle = LifecycleState.Baselined } : after;
    }

    private static FsCheck.Gen<Case> Cases() =>
        from bios in Gen.Elements("Enabled", "Disabled")
        from hasBios in Gen.Elements(true, false)
        from hasBmc in Gen.Elements(true, false)
        from hasFirmware in Gen.Elements(true, false)
        from hasOs in Gen.Elements(true, false)
        from policy in Gen.Elements(Provisioning.Model.Imaging.RebuildPolicy.Never, Provisioning.Model.Imaging.RebuildPolicy.WhenImageChanges)
        from trigger in Gen.Elements<string?>(null, "a", "b")
        from dataLoss in Gen.Elements(true, false)
        from phoneHome in Gen.Elements(true, false)
        from power in Gen.Elements<PowerState?>(null, PowerState.On, PowerState.Off)
        from seenBios in Gen.Elements("Enabled", "Disabled")
        from seenImage in Gen.Elements<string?>(null, "os@sha256:1", "os@sha256:2")
        from seenTrigger in Gen.Elements<string?>(null, "a")
        from seenPower in Gen.Elements<PowerState?>(null, PowerState.On, PowerState.Off)
        from lifecycle in Gen.Elements(LifecycleState.Enrolled, LifecycleState.Baselined, LifecycleState.Imaged, LifecycleState.Validated, LifecycleState.Ready)
        from isCreate in Gen.Elements(true, false)
        from isKnown in Gen.Elements(true, true, false)
        select new Case(
            World.Desired with
            {
                BiosProfile = hasBios ? new DocumentOf<BiosProfile>("b", new BiosProfile { Name = "b", Attributes = ValueMap<string, string>.Empty.Set("X", bios) }) : null,
                BmcProfile = hasBmc ? World.Desired.BmcProfile as DocumentOf<BmcProfile> : null,
                FirmwareBaseline = hasFirmware ? World.Desired.FirmwareBaseline as DocumentOf<FirmwareBaseline> : null,
                Os = hasOs ? World.Desired.Os! with { RebuildPolicy = policy, RebuildTrigger = trigger } : null,
                Allow = new Allowance(dataLoss, true),
                PhoneHome = phoneHome,
                Power = power,
            },
            isCreate || !isKnown,
            isKnown
                ? new ServerObserved
                {
                    Identity = Identity,
                    Lifecycle = lifecycle,
                    Bios = ValueMap<string, string>.Empty.Set("X", seenBios),
                    ImageId = seenImage,
                    RebuildTrigger = seenTrigger,
                    Power = seenPower,
                }
                : null);

    private sealed record Case(ServerDesired Desired, bool IsCreate, ServerObserved? Observed);
}
