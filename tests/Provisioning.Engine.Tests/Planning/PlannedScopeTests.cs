using Provisioning.Engine.Operations;
using Provisioning.Engine.Planning;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;

namespace Provisioning.Engine.Tests.Planning;

/// <summary>An apply does what its plan said, and no more.</summary>
public sealed class PlannedScopeTests
{
    private static readonly PlannedStep Restart = new("window.restart", StepKinds.RestartIntoWindow, Stage.Bios, "Restart", "settings", 1, []);

    private static readonly PlannedStep Ntp = new("bmc.ntp", StepKinds.SetNtp, Stage.BmcConfiguration, "Set NTP", "differs", 0, []);

    private static readonly PlannedStep Write = new("image.write", StepKinds.WriteImage, Stage.Imaging, "Write", "wanted", 1, []);

    [Fact]
    public void Nothing_planned_allows_nothing_at_all()
    {
        Assert.Null(PlannedScope.Nothing.Refusal("n1", []));
        Assert.Equal(PlanningDiagnostics.BeyondPlan.Code, PlannedScope.Nothing.Refusal("n1", [Ntp])!.Code);
    }

    [Fact]
    public void What_was_planned_and_what_disturbs_nobody_is_done()
    {
        var bios = new PlannedScope([Stage.Bios], 1);

        Assert.Null(bios.Refusal("n1", [Restart]));
        Assert.Null(bios.Refusal("n1", [Ntp, Restart]));
        Assert.Null(new PlannedScope([Stage.Bios], null).Refusal("n1", [Restart, Restart]));
    }

    [Fact]
    public void More_restarts_and_other_disturbing_stages_are_refused_with_both()
    {
        var refusal = new PlannedScope([Stage.BmcConfiguration], 0).Refusal("n1", [Ntp, Restart]);

        Assert.Contains("Planned: BmcConfiguration; restarts: 0. Needed now: BmcConfiguration, Bios; restarts: 1.", refusal!.Seen, StringComparison.Ordinal);
        Assert.NotNull(new PlannedScope([Stage.Bios], 1).Refusal("n1", [Restart, Restart]));
        Assert.NotNull(new PlannedScope([Stage.Bios], null).Refusal("n1", [Restart, Write]));
    }

    [Fact]
    public async Task A_machine_that_drifted_after_its_plan_is_not_restarted_by_an_apply_of_it()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Machine.Bios["ProcTurboMode"] = "Disabled";
        world.Machine.Writes.Clear();

        var outcome = await world.RunAsync(world.Operations.ApplyAsync(
            World.Door,
            new ServerApplyCommand(World.Desired, first.Snapshot!.Claim) { Prior = first.Snapshot.Observed, Planned = PlannedScope.Nothing },
            world.Sink,
            CancellationToken.None).AsTask());
        var again = await world.ApplyAsync(claim: first.Snapshot.Claim);

        Assert.Equal(PlanningDiagnostics.BeyondPlan.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal("Disabled", outcome.Snapshot!.Observed.Bios["ProcTurboMode"]);
        Assert.Equal("Enabled", again.Snapshot!.Observed.Bios["ProcTurboMode"]);
    }

    [Fact]
    public async Task An_adopted_machine_with_nothing_to_do_stays_as_it_was_planned()
    {
        var world = await new World().StartAsync();
        var bare = World.Desired with { Os = null, BiosProfile = null, FirmwareBaseline = null, BmcProfile = null };
        var adopted = await world.RunAsync(world.Operations.ImportAsync(World.Door, Requests.Look(null), CancellationToken.None).AsTask());

        var plan = await world.PlanAsync(bare, adopted.Snapshot);
        var applied = await world.ApplyAsync(bare, adopted.Snapshot!.Claim);

        Assert.True(plan.IsEmpty);
        Assert.Equal(adopted.Snapshot.Observed.Lifecycle, applied.Snapshot!.Observed.Lifecycle);
    }
}
