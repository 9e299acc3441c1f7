using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Bios;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;
using Provisioning.Model.Powering;

namespace Provisioning.Engine.Tests.Operations;

public sealed class ApplyTests
{
    [Theory]
    [InlineData(false, "power.GracefulOff power.On", "graceful")]
    [InlineData(true, "power.GracefulOff power.ForceOff power.On", "forced")]
    public async Task Running_system_is_shut_down_before_its_machine_is_restarted_and_forced_only_when_it_does_not_listen(
        bool ignores, string expected, string manner)
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Machine.Bios["ProcTurboMode"] = "Disabled";
        world.Machine.SystemIgnoresShutdown = ignores;
        world.Machine.Writes.Clear();

        var outcome = await world.ApplyAsync(claim: first.Snapshot!.Claim);

        Assert.Equal("Enabled", outcome.Snapshot!.Observed.Bios["ProcTurboMode"]);
        Assert.Equal(PowerState.On, world.Machine.Power);
        Assert.Equal(expected, string.Join(' ', world.Machine.Writes.Where(write => write.StartsWith("power.", StringComparison.Ordinal)).Distinct()));
        Assert.Equal(manner, world.Disk.Servers["n1"].Attempt!.Progress["window.shut_down"].Evidence["shut_down.manner"]);
    }

    [Fact]
    public async Task Plan_asked_for_again_at_once_does_not_ask_the_machine_again_and_a_later_or_other_one_does()
    {
        var world = await new World().StartAsync();
        var first = await world.PlanAsync();
        var again = await world.PlanAsync();
        var connections = world.Bmcs.Connections;
        world.Machine.Identity = world.Machine.Identity with { Serial = "SN9999" };
        var told = await world.PlanAsync();
        var other = await world.PlanAsync(World.Desired with { PhoneHome = false });
        world.Time.Advance(TimeSpan.FromSeconds(31));
        var later = await world.PlanAsync();

        Assert.Equal(first, again);
        Assert.Equal(1, connections);
        Assert.Equal(first, told);
        Assert.Contains(other.Diagnostics, diagnostic => diagnostic.Code == PlanningDiagnostics.WrongMachine.Code);
        Assert.Contains(later.Diagnostics, diagnostic => diagnostic.Code == PlanningDiagnostics.WrongMachine.Code);
    }

    [Fact]
    public async Task Settings_of_somebody_else_that_wait_for_a_restart_are_said_by_a_plan_that_restarts()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Machine.PendingBios["SriovGlobalEnable"] = "Enabled";

        var nothing = await world.PlanAsync(prior: first.Snapshot);
        world.Machine.Bios["ProcTurboMode"] = "Disabled";
        var read = await Requests.ReadAsync(world, first.Snapshot!);
        var restarts = await world.PlanAsync(prior: read.Snapshot);

        Assert.Empty(nothing.Diagnostics);
        var said = Assert.Single(restarts.Diagnostics, diagnostic => diagnostic.Code == BiosDiagnostics.ForeignPending.Code);
        Assert.Contains("SriovGlobalEnable will be Enabled", said.Seen, StringComparison.Ordinal);
        Assert.False(said.IsError);
    }

    [Fact]
    public async Task Agent_that_has_reported_already_is_not_waited_for()
    {
        var points = await new World().StartAsync();
        await points.ApplyAsync();
        var kill = 1 + points.Crash.Passed.ToList().FindIndex(label => label.StartsWith("power.act: between", StringComparison.Ordinal));
        var world = await new World().StartAsync(kill);
        await Assert.ThrowsAnyAsync<Exception>(() => world.ApplyAsync());
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.StartAsync();
        var began = world.Time.GetUtcNow();
        var reached = DateTimeOffset.MaxValue;
        world.Sink.OnTransition = text => reached = text == "Wait for the agent: done" ? world.Time.GetUtcNow() : reached;

        await world.ApplyAsync();

        Assert.True(reached - began < TimeSpan.FromSeconds(10), $"{reached - began}");
    }

    [Fact]
    public async Task Machine_that_was_shut_down_is_started_again_though_the_caller_cancels_in_between()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Machine.Bios["ProcTurboMode"] = "Disabled";
        using var cancel = new CancellationTokenSource();
        world.Sink.OnTransition = text =>
        {
            if (text == "Shut the running system down: done") cancel.Cancel();
        };

        var outcome = await world.RunAsync(world.BeginApply(World.Desired, first.Snapshot!.Claim, cancel.Token));

        Assert.Equal(OperationDiagnostics.Cancelled.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(PowerState.On, world.Machine.Power);
    }

    [Fact]
    public async Task Create_takes_a_machine_from_off_to_ready()
    {
        var world = await new World().StartAsync();

        var outcome = await world.ApplyAsync();

        Assert.Empty(outcome.Diagnostics);
        Assert.NotNull(outcome.Snapshot);
        Assert.Equal(LifecycleState.Ready, outcome.Snapshot.Observed.Lifecycle);
        Assert.Equal(2, world.Machine.Restarts);
        Assert.Equal(1, world.Machine.ImageWrites);
        Assert.Equal("Enabled", world.Machine.Bios["ProcTurboMode"]);
        Assert.Contains("join-token", world.Agents.UserDataSeen);
        Assert.Null(world.Machine.Medium);
        Assert.Equal(0, world.Bmcs.OpenSessions);
        Assert.Empty(world.Disk.Leases);
    }

    [Fact]
    public async Task Plan_is_empty_after_apply()
    {
        var world = await new World().StartAsync();
        var outcome = await world.ApplyAsync();

        var plan = await world.PlanAsync(prior: outcome.Snapshot);
        var again = await world.ApplyAsync(claim: outcome.Snapshot!.Claim);

        Assert.True(plan.IsEmpty, plan.ToString());
        Assert.Empty(plan.Diagnostics);
        Assert.Equal(outcome.Snapshot.Observed, again.Snapshot!.Observed);
        Assert.Equal(2, world.Machine.Restarts);
    }

    [Fact]
    public async Task Each_completed_stage_leaves_one_receipt_in_order()
    {
        var world = await new World().StartAsync();

        var outcome = await world.ApplyAsync();

        Assert.Equal(
            [Stage.Discovery, Stage.BmcConfiguration, Stage.Firmware, Stage.Bios, Stage.Imaging, Stage.Validation, Stage.Readiness],
            world.Disk.Receipts.Select(receipt => receipt.Stage));
        Assert.Equal(Enumerable.Range(1, 7), world.Disk.Receipts.Select(receipt => receipt.Sequence));
        Assert.Null(world.Disk.Receipts[0].Parent);
        Assert.Equal($"digest-{outcome.Snapshot!.Claim}-1", world.Disk.Receipts[1].Parent);
        Assert.Equal("cc", world.Disk.Receipts[4].Measurements["image.raw_sha256"]);
        Assert.Equal("Disabled", world.Disk.Receipts[3].Before["bios.ProcTurboMode"]);
        Assert.Equal("Enabled", world.Disk.Receipts[3].After["bios.ProcTurboMode"]);
        Assert.Equal(7, outcome.Snapshot.ReceiptCount);
    }

    [Fact]
    public async Task Every_write_stands_between_its_intended_and_accepted_rows()
    {
        var world = await new World().StartAsync();

        await world.ApplyAsync();

        var rows = world.Disk.Journal.Select(row => row.Entry.Event).ToList();
        foreach (var intended in rows.OfType<JournalEvent.StepIntended>())
        {
            var begun = rows.IndexOf(intended);
            var accepted = rows.FindIndex(row => row is JournalEvent.StepAccepted taken && taken.Step == intended.Step);
            var confirmed = rows.FindIndex(row => row is JournalEvent.StepConfirmed seen && seen.Step == intended.Step);
            Assert.True(begun < accepted && accepted < confirmed, intended.Step);
        }
    }

    [Fact]
    public async Task Projection_is_the_fold_of_the_journal()
    {
        var world = await new World().StartAsync();
        await world.ApplyAsync();

        ServerRecord? folded = null;
        foreach (var row in world.Disk.Journal) folded = ServerFold.Apply(folded, row.Entry);

        Assert.Equal(world.Disk.Servers["n1"], folded);
    }

    [Fact]
    public async Task User_data_is_in_no_row()
    {
        var world = await new World().StartAsync();

        await world.ApplyAsync();

        Assert.DoesNotContain(world.Disk.Journal, row => row.ToString().Contains("join-token", StringComparison.Ordinal));
    }
}
