using Provisioning.Engine.Administration;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Operations;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Firmware;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;

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
    public async Task Create_that_meets_a_finished_claim_is_refused_and_points_to_the_ways_out()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        await ReadAsync(world, first.Snapshot!);
        var writes = world.Machine.Writes.Count;

        var plan = await world.PlanAsync();
        var outcome = await world.ApplyAsync();

        var error = Assert.Single(plan.Diagnostics, diagnostic => diagnostic.IsError);
        Assert.Equal(PlanningDiagnostics.ClaimFinished.Code, error.Code);
        Assert.Contains("moved", error.Action, StringComparison.Ordinal);
        Assert.Equal(PlanningDiagnostics.ClaimFinished.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(writes, world.Machine.Writes.Count);
    }

    [Fact]
    public async Task Second_object_on_the_same_machine_is_a_plan_error()
    {
        var world = await new World().StartAsync();
        await world.ApplyAsync();

        var plan = await world.PlanAsync(World.Desired with { Name = "renamed" });
        var outcome = await world.ApplyAsync(World.Desired with { Name = "renamed" });

        Assert.Equal(PlanningDiagnostics.TwoObjects.Code, Assert.Single(plan.Diagnostics, diagnostic => diagnostic.IsError).Code);
        Assert.Equal(PlanningDiagnostics.TwoObjects.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(1, world.Machine.ImageWrites);
    }

    [Fact]
    public async Task Machines_that_exchanged_their_addresses_are_known_by_who_they_are()
    {
        var world = await new World().StartAsync();
        var other = new FakeMachine(world.Time) { Identity = world.Machine.Identity with { Uuid = Guid.Parse("4c4c4544-0002-4000-8000-000000000002"), Serial = "SN0002" } };
        world.Bmcs.Put("10.0.0.2", other);
        var second = World.Desired with { Name = "n2", Bmc = World.Desired.Bmc with { Address = "10.0.0.2" }, Expect = new ExpectedIdentity("SN0002", null), Os = null };
        var first = World.Desired with { Os = null };
        var one = await world.ApplyAsync(first);
        var two = await world.ApplyAsync(second);
        var moved = first with { Bmc = first.Bmc with { Address = "10.0.0.2" } };

        var typingError = await world.PlanAsync(moved, one.Snapshot);
        world.Bmcs.Put("10.0.0.1", other);
        world.Bmcs.Put("10.0.0.2", world.Machine);
        var exchanged = await world.PlanAsync(moved, one.Snapshot);
        var applied = await world.ApplyAsync(moved, one.Snapshot!.Claim);
        var back = await world.ApplyAsync(second with { Bmc = second.Bmc with { Address = "10.0.0.1" } }, two.Snapshot!.Claim);

        Assert.Equal(PlanningDiagnostics.WrongMachine.Code, typingError.Diagnostics.First(diagnostic => diagnostic.IsError).Code);
        Assert.Empty(exchanged.Diagnostics);
        Assert.Empty(applied.Diagnostics);
        Assert.Empty(back.Diagnostics);
        Assert.Equal("10.0.0.2", world.Disk.Servers["n1"].Address);
        Assert.Equal("10.0.0.1", world.Disk.Servers["n2"].Address);
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
    public async Task Lost_state_is_imported_under_its_old_claim_and_not_rebuilt()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        await ReadAsync(world, first.Snapshot!);

        var imported = await world.RunAsync(world.Operations.ImportAsync(World.Door, Look(null), CancellationToken.None).AsTask());
        var plan = await world.PlanAsync(prior: imported.Snapshot);

        Assert.Empty(imported.Diagnostics);
        Assert.Equal(first.Snapshot!.Claim, imported.Snapshot!.Claim);
        Assert.DoesNotContain(plan.Steps, step => step.Stage == Stage.Imaging);
        Assert.Equal(2, world.Machine.Restarts);
    }

    [Fact]
    public async Task Adopted_machine_is_not_written_to_because_an_os_is_declared()
    {
        var world = await new World().StartAsync();
        var imported = await world.RunAsync(world.Operations.ImportAsync(World.Door, Look(null), CancellationToken.None).AsTask());

        var outcome = await world.ApplyAsync(claim: imported.Snapshot!.Claim);

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == PlanningDiagnostics.NotOurImage.Code);
        Assert.Equal(0, world.Machine.ImageWrites);
        Assert.Equal("Enabled", world.Machine.Bios["ProcTurboMode"]);
    }

    [Fact]
    public async Task Import_of_an_unfinished_machine_goes_on_with_its_claim_and_its_chain_of_receipts()
    {
        var world = await new World().StartAsync();
        world.Machine.DiskIsOccupied = true;
        await world.ApplyAsync();
        var receipts = world.Disk.Receipts.Count;

        var imported = await world.RunAsync(world.Operations.ImportAsync(World.Door, Look(null), CancellationToken.None).AsTask());
        var next = World.Desired with { Os = null, BmcProfile = null, Unmanaged = ["firmware.*"] };
        world.Machine.Bios["ProcTurboMode"] = "Disabled";
        await world.ApplyAsync(next, imported.Snapshot!.Claim);

        Assert.Equal(receipts, imported.Snapshot.ReceiptCount);
        Assert.Equal(receipts + 1, world.Disk.Servers["n1"].ReceiptCount);
        Assert.Equal(Enumerable.Range(1, receipts + 1), world.Disk.Receipts.Select(receipt => receipt.Sequence));
    }

    [Fact]
    public async Task State_whose_claim_is_outdated_acts_on_nothing()
    {
        var world = await new World().StartAsync();
        await world.ApplyAsync();
        var writes = world.Machine.Writes.Count;
        var stranger = new ClaimId(new string('f', 32));

        var outcome = await world.ApplyAsync(claim: stranger);
        var destroyed = await DestroyAsync(world, stranger, DestroyRule.PowerOff);

        Assert.Equal(PlanningDiagnostics.ClaimOutdated.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(PlanningDiagnostics.ForgottenInstead.Code, Assert.Single(destroyed).Code);
        Assert.Equal(writes, world.Machine.Writes.Count);
        Assert.False(world.Disk.Servers["n1"].Forgotten);
    }

    [Fact]
    public async Task Destroy_forgets_and_touches_nothing()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        var writes = world.Machine.Writes.Count;

        var diagnostics = await DestroyAsync(world, first.Snapshot!.Claim, DestroyRule.Forget);

        Assert.Empty(diagnostics);
        Assert.Equal(writes, world.Machine.Writes.Count);
        Assert.True(world.Disk.Servers["n1"].Forgotten);
        Assert.Equal(PlanningDiagnostics.DataLossNeeded.Code, Assert.Single((await world.PlanAsync()).Diagnostics, diagnostic => diagnostic.IsError).Code);
    }

    [Fact]
    public async Task Destroy_with_power_off_switches_off_and_erase_is_refused_plainly()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();

        var erased = await DestroyAsync(world, first.Snapshot!.Claim, DestroyRule.Erase);
        var off = await DestroyAsync(world, first.Snapshot.Claim, DestroyRule.PowerOff);

        Assert.Equal(PlanningDiagnostics.EraseUnavailable.Code, Assert.Single(erased).Code);
        Assert.Empty(off);
        Assert.Equal(PowerState.Off, world.Machine.Power);
    }

    [Fact]
    public async Task Destroy_with_power_off_from_another_store_switches_off_only_the_machine_of_the_state()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Disk.Servers.Clear();
        await world.StartAsync();
        var ours = world.Machine.Identity;
        world.Machine.Identity = ours with { Serial = "SN9999" };
        var refused = await DestroyAsync(world, first.Snapshot!.Claim, DestroyRule.PowerOff, first.Snapshot.Observed);
        var power = world.Machine.Power;
        world.Machine.Identity = ours;
        world.Bmcs.Fingerprint = "cd34";
        var untrusted = await DestroyAsync(world, first.Snapshot.Claim, DestroyRule.PowerOff, first.Snapshot.Observed);
        world.Bmcs.Fingerprint = "ab12";
        var off = await DestroyAsync(world, first.Snapshot.Claim, DestroyRule.PowerOff, first.Snapshot.Observed);

        Assert.Equal(PlanningDiagnostics.WrongMachine.Code, Assert.Single(refused).Code);
        Assert.Single(untrusted);
        Assert.Equal(PowerState.On, power);
        Assert.Empty(off);
        Assert.Equal(PowerState.Off, world.Machine.Power);
    }

    [Fact]
    public async Task Destroy_with_power_off_spares_a_machine_that_another_object_has_by_now()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        await world.Administration.ForgetAsync(World.Operator, "n1", CancellationToken.None);
        await world.ApplyAsync(World.Desired with { Name = "other", Allow = new Allowance(true, true) });

        var diagnostics = await DestroyAsync(world, first.Snapshot!.Claim, DestroyRule.PowerOff, first.Snapshot.Observed);

        Assert.Equal(PlanningDiagnostics.TwoObjects.Code, Assert.Single(diagnostics).Code);
        Assert.Equal(PowerState.On, world.Machine.Power);
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
    public async Task Held_machine_is_neither_left_nor_forgotten()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        await world.Administration.HoldAsync(World.Operator, "n1", new HoldOrder("forensics", null, null), CancellationToken.None);

        var destroyed = await DestroyAsync(world, first.Snapshot!.Claim, DestroyRule.Forget);
        var forgotten = await world.Administration.ForgetAsync(World.Operator, "n1", CancellationToken.None);

        Assert.Equal(PlanningDiagnostics.Held.Code, Assert.Single(destroyed).Code);
        Assert.Equal(PlanningDiagnostics.Held.Code, Assert.Single(forgotten.Diagnostics).Code);
        Assert.False(world.Disk.Servers["n1"].Forgotten);
        Assert.NotNull(world.Disk.Servers["n1"].Hold);
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
    public async Task Store_that_never_saw_the_machine_says_so_at_the_first_look()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Disk.Servers.Clear();
        await world.StartAsync();

        var look = await ReadAsync(world, first.Snapshot!);
        var again = await ReadAsync(world, first.Snapshot!);

        Assert.Equal(PlanningDiagnostics.NeverSeen.Code, Assert.Single(look.Diagnostics).Code);
        Assert.Empty(again.Diagnostics);
    }

    [Fact]
    public async Task Hold_stops_before_the_next_write_and_unhold_lets_the_same_attempt_go_on()
    {
        var world = await new World().StartAsync();
        var apply = world.BeginApply(World.Desired, null, CancellationToken.None);
        await world.UntilAsync(() => world.Machine.Restarts == 1);
        await world.Administration.HoldAsync(World.Operator, "n1", new HoldOrder("smoke", null, "T-1"), CancellationToken.None);

        var held = await world.RunAsync(apply);
        var imageWrites = world.Machine.ImageWrites;
        var refused = await world.ApplyAsync();
        await world.Administration.UnholdAsync(World.Operator, "n1", CancellationToken.None);
        var outcome = await world.ApplyAsync();

        Assert.Equal(PlanningDiagnostics.Held.Code, Assert.Single(held.Diagnostics).Code);
        Assert.Equal(0, imageWrites);
        Assert.Equal(PlanningDiagnostics.Held.Code, Assert.Single(refused.Diagnostics).Code);
        Assert.Equal(LifecycleState.Ready, outcome.Snapshot!.Observed.Lifecycle);
        Assert.Equal(2, world.Machine.Restarts);
        Assert.Contains(world.Disk.Receipts, receipt => receipt.Overrides.Any(note => note.Kind == "hold" && note.Actor == "olga"));
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

    internal static ServerLook Look(ServerSnapshot? known) => new(
        "n1", World.Desired.Bmc, known?.Claim, known is null ? [] : ["ProcTurboMode"], known is null ? [] : ["bios", "bmc"], known is null ? [] : ["host_name", "ntp_servers"], TimeSpan.Zero)
    { Known = known?.Observed };

    internal static Task<ServerOutcome> ReadAsync(World world, ServerSnapshot known) =>
        world.RunAsync(world.Operations.ReadAsync(World.Door, Look(known), CancellationToken.None).AsTask());

    private static Task<Provisioning.Model.Collections.ValueArray<Diagnostic>> DestroyAsync(World world, ClaimId claim, DestroyRule rule, ServerObserved? prior = null) => world.RunAsync(world.Operations.DestroyAsync(
        World.Door,
        new ServerDestroyCommand("n1", World.Desired.Bmc, claim, rule, new Allowance(true, true), TimeSpan.FromMinutes(30)) { Prior = prior },
        world.Sink,
        CancellationToken.None).AsTask());
}
