using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Firmware;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using static Provisioning.Engine.Tests.Worlds.Requests;

namespace Provisioning.Engine.Tests.Operations;

/// <summary>Section 6 of the architecture: nothing is destroyed by accident.</summary>
public sealed class SafetyTests
{
    [Fact]
    public async Task Machine_of_another_serial_is_never_touched()
    {
        var world = await new World().StartAsync();
        world.Machine.Identity = world.Machine.Identity with { Serial = "SN9999" };

        var plan = await world.PlanAsync();
        var outcome = await world.ApplyAsync();

        Assert.Contains(plan.Diagnostics, diagnostic => diagnostic.Code == PlanningDiagnostics.WrongMachine.Code && diagnostic.Seen.Contains("SN9999", StringComparison.Ordinal));
        Assert.Equal(PlanningDiagnostics.WrongMachine.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Null(outcome.Snapshot);
        Assert.Empty(world.Machine.Writes);
        Assert.Empty(world.Disk.Journal);
    }

    [Fact]
    public async Task Os_without_expect_is_an_error_that_prints_who_was_probed()
    {
        var world = await new World().StartAsync();
        var anyone = World.Desired with { Expect = ExpectedIdentity.Anyone };

        var plan = await world.PlanAsync(anyone);
        var outcome = await world.ApplyAsync(anyone);

        var error = Assert.Single(plan.Diagnostics, diagnostic => diagnostic.IsError);
        Assert.Equal(PlanningDiagnostics.ExpectMissing.Code, error.Code);
        Assert.Contains("SN0001", error.Seen, StringComparison.Ordinal);
        Assert.Equal(PlanningDiagnostics.ExpectMissing.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Empty(world.Machine.Writes);
    }

    [Fact]
    public async Task Occupied_disk_is_refused_by_the_agent_and_by_the_next_plan()
    {
        var world = await new World().StartAsync();
        world.Machine.DiskIsOccupied = true;

        var outcome = await world.ApplyAsync();
        var plan = await world.PlanAsync();

        Assert.Null(outcome.Snapshot);
        Assert.Contains("NV0001", Assert.Single(outcome.Diagnostics).Seen, StringComparison.Ordinal);
        Assert.Equal(0, world.Machine.ImageWrites);
        var error = Assert.Single(plan.Diagnostics, diagnostic => diagnostic.IsError);
        Assert.Equal(PlanningDiagnostics.DataLossNeeded.Code, error.Code);
        Assert.Contains("NV0001", error.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Occupied_disk_is_written_once_the_operator_allows_data_loss()
    {
        var world = await new World().StartAsync();
        world.Machine.DiskIsOccupied = true;
        await world.ApplyAsync();

        var outcome = await world.ApplyAsync(World.Desired with { Allow = new Allowance(true, true) });

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(1, world.Machine.ImageWrites);
    }

    [Fact]
    public async Task Changed_image_digest_is_a_warning_and_writes_nothing()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        var changed = World.Desired with { Os = World.Desired.Os! with { Image = World.Image("os@sha256:2") } };

        var plan = await world.PlanAsync(changed, first.Snapshot);
        var outcome = await world.ApplyAsync(changed, first.Snapshot!.Claim);

        Assert.True(plan.IsEmpty);
        Assert.Equal(PlanningDiagnostics.ImageOutOfDate.Code, Assert.Single(plan.Diagnostics).Code);
        Assert.Equal(PlanningDiagnostics.ImageOutOfDate.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal("os@sha256:1", outcome.Snapshot!.Observed.ImageId);
        Assert.Equal(1, world.Machine.ImageWrites);
    }

    [Fact]
    public async Task Rebuild_trigger_rebuilds_once_and_only_with_data_loss_allowed()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        var triggered = World.Desired with { Os = World.Desired.Os! with { RebuildTrigger = "again" } };
        var allowed = triggered with { Allow = new Allowance(true, true) };

        var refused = await world.ApplyAsync(triggered, first.Snapshot!.Claim);
        var rebuilt = await world.ApplyAsync(allowed, first.Snapshot.Claim);
        var again = await world.PlanAsync(allowed, rebuilt.Snapshot);

        Assert.Equal(PlanningDiagnostics.DataLossNeeded.Code, Assert.Single(refused.Diagnostics).Code);
        Assert.Empty(rebuilt.Diagnostics);
        Assert.Equal(2, world.Machine.ImageWrites);
        Assert.Equal(LifecycleState.Ready, rebuilt.Snapshot!.Observed.Lifecycle);
        Assert.True(again.IsEmpty, again.ToString());
    }

    [Fact]
    public async Task Baseline_of_another_model_is_an_error_before_anything_is_touched()
    {
        var world = await new World().StartAsync();
        var baseline = World.Desired.FirmwareBaseline!;
        var desired = World.Desired with { FirmwareBaseline = baseline with { Content = baseline.Content with { Manufacturer = "Acme", Model = "Rack2" } } };
        var fitting = World.Desired with { FirmwareBaseline = baseline with { Content = baseline.Content with { Manufacturer = "ACME", Model = "Rack1" } } };

        var plan = await world.PlanAsync(desired);
        var outcome = await world.ApplyAsync(desired);
        var writes = world.Machine.Writes.Count;
        var fits = await world.PlanAsync(fitting);

        Assert.Equal(FirmwareDiagnostics.OtherModel.Code, Assert.Single(plan.Diagnostics, diagnostic => diagnostic.IsError).Code);
        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == FirmwareDiagnostics.OtherModel.Code);
        Assert.Equal(0, writes);
        Assert.Empty(fits.Diagnostics);
    }

    [Fact]
    public async Task Look_during_an_apply_writes_nothing_over_what_the_apply_writes()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Machine.Bios["ProcTurboMode"] = "Disabled";
        var apply = world.BeginApply(World.Desired, first.Snapshot!.Claim, CancellationToken.None);
        await world.UntilAsync(() => world.Machine.Restarts == 3);
        var rows = world.Disk.Journal.Count(row => row.Entry.Event is JournalEvent.Looked);

        await ReadAsync(world, first.Snapshot);
        var outcome = await world.RunAsync(apply);

        Assert.Equal(rows, world.Disk.Journal.Count(row => row.Entry.Event is JournalEvent.Looked));
        Assert.Equal("Enabled", outcome.Snapshot!.Observed.Bios["ProcTurboMode"]);
    }

    [Fact]
    public async Task Setting_that_nobody_has_read_yet_is_asked_of_the_machine_before_a_restart_is_refused()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        var desired = World.Desired with
        {
            Allow = new Allowance(false, false),
            BiosProfile = World.Desired.BiosProfile! with
            {
                Content = World.Desired.BiosProfile.Content with { Attributes = World.Desired.BiosProfile.Content.Attributes.Set("SriovGlobalEnable", "Enabled") },
            },
        };
        var restarts = world.Machine.Restarts;

        var inForce = await world.PlanAsync(desired, first.Snapshot);
        var applied = await world.ApplyAsync(desired, first.Snapshot!.Claim);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        world.Machine.Bios["SriovGlobalEnable"] = "Disabled";
        var otherwise = await world.PlanAsync(desired, first.Snapshot);

        Assert.False(inForce.IsCertain);
        Assert.DoesNotContain(inForce.Diagnostics, diagnostic => diagnostic.IsError);
        Assert.Empty(applied.Diagnostics);
        Assert.Equal("Enabled", applied.Snapshot!.Observed.Bios["SriovGlobalEnable"]);
        Assert.Equal(restarts, world.Machine.Restarts);
        Assert.Equal(PlanningDiagnostics.RebootNeeded.Code, Assert.Single(otherwise.Diagnostics, diagnostic => diagnostic.IsError).Code);
    }

    [Fact]
    public async Task Attempt_for_what_is_no_longer_wanted_ends_though_nothing_is_left_to_do()
    {
        var world = await new World().StartAsync();
        using var cancel = new CancellationTokenSource();
        var apply = world.BeginApply(World.Desired, null, cancel.Token);
        await world.UntilAsync(() => world.Machine.Restarts == 1 && world.Machine.AgentOf is not null);
        await cancel.CancelAsync();
        await world.RunAsync(apply);
        var without = World.Desired with { Os = null };

        var outcome = await world.ApplyAsync(without);
        var plan = await world.PlanAsync(without, outcome.Snapshot);

        Assert.NotNull(outcome.Snapshot);
        Assert.NotEqual(AttemptState.Open, world.Disk.Servers["n1"].Attempt!.State);
        Assert.Single(world.Agents.Withdrawn);
        Assert.Empty(plan.Diagnostics);
    }

    [Fact]
    public async Task Reboot_that_is_not_allowed_is_a_plan_error()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Machine.Bios["ProcTurboMode"] = "Disabled";
        var look = await ReadAsync(world, first.Snapshot!);
        var desired = World.Desired with { Allow = new Allowance(false, false) };

        var plan = await world.PlanAsync(desired, look.Snapshot);
        var outcome = await world.ApplyAsync(desired, first.Snapshot!.Claim);

        Assert.Equal("Disabled", look.Snapshot!.Observed.Bios["ProcTurboMode"]);
        Assert.Contains(plan.Diagnostics, diagnostic => diagnostic.Code == PlanningDiagnostics.RebootNeeded.Code);
        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == PlanningDiagnostics.RebootNeeded.Code);
        Assert.Equal(2, world.Machine.Restarts);
    }
}
