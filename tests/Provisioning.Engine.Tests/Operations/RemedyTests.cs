using Provisioning.Engine.Discovery;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Faults;
using Provisioning.Model.Imaging;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Tests.Operations;

/// <summary>The ladder, in a whole operation.</summary>
public sealed class RemedyTests
{
    [Theory]
    [InlineData("bios.write", FaultKind.Busy)]
    [InlineData("boot.set", FaultKind.ConnectionLost)]
    [InlineData("media.insert", FaultKind.TimedOut)]
    [InlineData("bios.read", FaultKind.Unreachable)]
    public async Task Passing_fault_is_retried_and_the_operation_comes_to_its_end(string call, FaultKind kind)
    {
        var world = await new World().StartAsync();
        if (call == "bios.read") world.Bmcs.Fail("power.read", kind, times: 2);
        else world.Bmcs.Fail(call, kind, times: 2);

        var outcome = await world.ApplyAsync();

        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Contains(world.Disk.Journal, row => row.Entry.Event is JournalEvent.RemedyTaken { Remedy: Remedy.Retry });
        Assert.Equal(2, world.Machine.Restarts);
    }

    [Fact]
    public async Task Expired_session_is_opened_again()
    {
        var world = await new World().StartAsync();
        world.Bmcs.Fail("boot.read", FaultKind.SessionExpired);

        var outcome = await world.ApplyAsync();

        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Equal(2, world.Bmcs.Connections);
        Assert.Equal(0, world.Bmcs.OpenSessions);
        Assert.Contains(world.Disk.Journal, row => row.Entry.Event is JournalEvent.RemedyTaken { Remedy: Remedy.Reauthenticate });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_whose_reply_was_lost_is_not_repeated_when_it_happened_and_is_when_it_did_not(bool happens)
    {
        var world = await new World().StartAsync();
        world.Bmcs.Fail("power.act", FaultKind.ConnectionLost, happens);

        var outcome = await world.ApplyAsync();

        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Equal(2, world.Machine.Restarts);
    }

    [Fact]
    public async Task Silent_agent_is_answered_by_one_power_cycle_with_evidence_and_then_given_up()
    {
        var world = await new World().StartAsync();
        world.Machine.AgentNeverComes = true;

        var outcome = await world.ApplyAsync();

        Assert.Null(outcome.Snapshot);
        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == MediaDiagnostics.NeverFetched.Code);
        var cycles = world.Disk.Journal.Select(row => row.Entry.Event).OfType<JournalEvent.RemedyTaken>().Where(taken => taken.Remedy == Remedy.PowerCycle).ToList();
        Assert.NotEmpty(cycles);
        Assert.All(cycles, cycle => Assert.Contains(cycle.Evidence, line => line.Contains("power supply 1", StringComparison.Ordinal)));
        Assert.Equal(AttemptState.Failed, world.Disk.Servers["n1"].Attempt!.State);
        Assert.Contains("BM4022", world.Disk.Servers["n1"].Fault!.Diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remedy_that_the_plan_did_not_list_is_not_taken()
    {
        var world = await new World().StartAsync();
        world.Machine.AgentNeverComes = true;
        var desired = World.Desired with { Allow = new Allowance(false, false) };

        await world.ApplyAsync(desired);

        Assert.Equal(0, world.Machine.PowerOffs);
    }

    [Fact]
    public async Task Evidence_that_does_not_hold_withholds_user_data_and_writes_nothing()
    {
        var world = await new World().StartAsync();
        world.Agents.QuoteIsGood = false;

        var outcome = await world.ApplyAsync();

        Assert.Null(outcome.Snapshot);
        Assert.Equal(0, world.Machine.ImageWrites);
        Assert.Empty(world.Agents.UserDataSeen);
        Assert.Equal(FaultKind.AttestationFailed, world.Disk.Servers["n1"].Fault!.Kind);
    }

    [Fact]
    public async Task Machine_without_a_tpm_is_provisioned_and_says_so()
    {
        var world = await new World().StartAsync();
        world.Agents.HasTpm = false;

        var outcome = await world.ApplyAsync();

        var attested = Assert.Single(outcome.Snapshot!.Conditions, condition => condition.Kind == ConditionKind.Attested);
        Assert.Equal(ConditionStatus.Unknown, attested.Status);
        Assert.Contains("no TPM", attested.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_claimant_puts_the_machine_on_hold()
    {
        var world = await new World().StartAsync();
        world.Agents.IsContested = true;

        var outcome = await world.ApplyAsync();
        world.Agents.IsContested = false;
        var again = await world.ApplyAsync();

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == MediaDiagnostics.SecondClaimant.Code);
        Assert.Equal(PlanningDiagnostics.Held.Code, Assert.Single(again.Diagnostics).Code);
        Assert.Equal(0, world.Machine.ImageWrites);
    }

    [Fact]
    public async Task Image_that_cannot_be_had_stops_before_the_machine_is_restarted()
    {
        var world = await new World().StartAsync();
        world.Agents.ImageFault = FakeBmcs.FaultOf(FaultKind.DigestMismatch);

        await world.ApplyAsync();

        Assert.Equal(0, world.Machine.Restarts);
        Assert.DoesNotContain("bios.write", world.Machine.Writes);
    }

    [Fact]
    public async Task System_that_never_reports_fails_validation_and_the_next_apply_does_not_write_again()
    {
        var world = await new World().StartAsync();
        world.Agents.SystemNeverReports = true;
        var failed = await world.ApplyAsync();
        world.Agents.SystemNeverReports = false;

        var outcome = await world.ApplyAsync();

        Assert.Contains(failed.Diagnostics, diagnostic => diagnostic.Code.Number == 7001);
        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Equal(1, world.Machine.ImageWrites);
        Assert.Equal(2, world.Machine.Restarts);
    }

    [Fact]
    public async Task Foreign_task_on_the_bmc_is_a_barrier_when_an_action_would_be_repeated()
    {
        var world = await new World().StartAsync();
        world.Bmcs.Fail("bios.write", FaultKind.ConnectionLost);
        world.Bmcs.Tasks.Add(new BmcTask("/tasks/7", "Firmware update by somebody", BmcTaskState.Running, "42 %"));

        var outcome = await world.ApplyAsync();

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == OperationDiagnostics.ForeignTask.Code);
        Assert.DoesNotContain("bios.write", world.Machine.Writes);
        Assert.Equal(AttemptState.Open, world.Disk.Servers["n1"].Attempt!.State);
    }

    [Fact]
    public async Task Restart_that_no_witness_tells_of_asks_a_person_and_goes_on_as_told()
    {
        var world = await new World().StartAsync();
        world.Machine.TellsLastReset = false;
        world.Machine.Act(Provisioning.Model.Powering.PowerAction.On);
        world.Machine.AgentNeverComes = true;
        world.Bmcs.Fail("power.act", FaultKind.ConnectionLost, happens: true);

        var outcome = await world.ApplyAsync();
        var restarts = world.Machine.Restarts;
        var again = await world.ApplyAsync();
        var unrepeated = world.Machine.Restarts;
        world.Machine.AgentNeverComes = false;
        var resolved = await world.Administration.ResolveAsync(World.Operator, "n1", "window.restart", StepResolution.Retry, CancellationToken.None);
        var finished = await world.ApplyAsync();

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == OperationDiagnostics.CannotTell.Code);
        Assert.Contains(again.Diagnostics, diagnostic => diagnostic.Code == OperationDiagnostics.CannotTell.Code);
        Assert.Equal(restarts, unrepeated);
        Assert.True(resolved.Succeeded);
        Assert.Equal(LifecycleState.Ready, finished.Snapshot?.Observed.Lifecycle);
        Assert.Equal(1, world.Machine.ImageWrites);
    }
}
