using Provisioning.Engine.Discovery;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Attestation;
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
    [InlineData("power.read", FaultKind.Unreachable)]
    [InlineData("bios.write", FaultKind.SessionsExhausted)]
    public async Task Passing_fault_is_retried_and_the_operation_comes_to_its_end(string call, FaultKind kind)
    {
        var world = await new World().StartAsync();
        world.Bmcs.Fail(call, kind, times: 2);

        var outcome = await world.ApplyAsync();

        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Contains(world.Disk.Journal, row => row.Entry.Event is JournalEvent.RemedyTaken { Remedy: Remedy.Retry });
        Assert.Equal(2, world.Machine.Restarts);
    }

    [Fact]
    public async Task Bmc_that_was_restarted_and_refuses_the_password_is_not_asked_for_ever()
    {
        var world = await new World().StartAsync();
        world.Bmcs.Fail("bios.write", FaultKind.Busy, times: 7);
        var apply = world.BeginApply(World.Desired, null, CancellationToken.None);
        await world.UntilAsync(() => world.Machine.Writes.Contains("bmc.reset"));
        world.Bmcs.Fail("connect", FaultKind.AuthenticationFailed, times: 50);

        var outcome = await world.RunAsync(apply);

        Assert.Null(outcome.Snapshot);
        Assert.InRange(world.Bmcs.Faults["connect"].Count, 45, 49);
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
        Assert.Contains(Assert.Single(cycles).Evidence, line => line.Contains("power supply 1", StringComparison.Ordinal));
        Assert.Equal(1, world.Machine.PowerOffs);
        Assert.Equal(AttemptState.Failed, world.Disk.Servers["n1"].Attempt!.State);
        Assert.Contains("BM4022", world.Disk.Servers["n1"].Fault!.Diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remedy_that_the_plan_did_not_list_is_not_taken()
    {
        var world = await new World().StartAsync();
        world.Machine.AgentNeverComes = true;
        var desired = World.Desired with { Allow = new Allowance(false, false) };

        var outcome = await world.ApplyAsync(desired);

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == MediaDiagnostics.NeverFetched.Code);
        Assert.Equal(1, world.Machine.Restarts);
        Assert.Equal(0, world.Machine.PowerOffs);
    }

    [Fact]
    public async Task Order_that_the_agent_failed_is_given_again_under_another_id_and_not_for_ever()
    {
        var world = await new World().StartAsync();
        world.Agents.WriteFaults.Enqueue(FakeBmcs.FaultOf(FaultKind.Local));

        var outcome = await world.ApplyAsync();

        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Equal(1, world.Machine.ImageWrites);
        Assert.Equal(2, world.Machine.Restarts);

        world = await new World().StartAsync();
        for (var n = 0; n < 3; n++) world.Agents.WriteFaults.Enqueue(FakeBmcs.FaultOf(FaultKind.Local));

        var failed = await world.ApplyAsync();

        Assert.Null(failed.Snapshot);
        Assert.Empty(world.Agents.WriteFaults);
        Assert.Equal(FaultKind.OrderFailed, world.Disk.Servers["n1"].Fault!.Kind);
        Assert.Equal(AttemptState.Failed, world.Disk.Servers["n1"].Attempt!.State);
    }

    [Fact]
    public async Task Agent_is_not_called_silent_for_the_hours_in_which_no_engine_ran()
    {
        var points = await new World().StartAsync();
        await points.ApplyAsync();
        var kill = 1 + points.Crash.Passed.ToList().FindLastIndex(label => label.StartsWith("agent.submit: between", StringComparison.Ordinal));
        var world = await new World().StartAsync(kill);
        await Assert.ThrowsAnyAsync<Exception>(() => world.ApplyAsync());
        var lastSeen = world.Time.GetUtcNow();
        world.Time.Advance(TimeSpan.FromHours(3));
        world.Agents.Away = (world.Time.GetUtcNow() + TimeSpan.FromMinutes(2), lastSeen);
        await world.StartAsync();

        var outcome = await world.ApplyAsync();

        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.DoesNotContain(world.Disk.Journal, row => row.Entry.Event is JournalEvent.RemedyTaken);
        Assert.Equal(1, world.Machine.ImageWrites);
    }

    [Fact]
    public async Task Machine_that_had_a_tpm_and_shows_none_gets_no_user_data()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Agents.UserDataSeen.Clear();
        world.Agents.HasTpm = false;
        var rebuild = World.Desired with { Os = World.Desired.Os! with { RebuildTrigger = "again" }, Allow = new Allowance(true, true) };

        var outcome = await world.ApplyAsync(rebuild, first.Snapshot!.Claim);

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == TpmDiagnostics.Vanished.Code);
        Assert.Empty(world.Agents.UserDataSeen);
        Assert.Equal(1, world.Machine.ImageWrites);
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
    public async Task Attempt_that_fails_behind_its_last_write_leaves_a_disk_that_the_next_one_may_write()
    {
        var world = await new World().StartAsync();
        world.Bmcs.Fail("media.eject", FaultKind.Rejected);
        var failed = await world.ApplyAsync();
        Assert.NotEmpty(failed.Diagnostics);
        Assert.False(world.Machine.DiskBearsUnfinishedMarker);
        Assert.Equal(AttemptState.Failed, world.Disk.Servers["n1"].Attempt!.State);

        var outcome = await world.ApplyAsync();

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Equal(2, world.Machine.ImageWrites);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Machine_that_restarted_after_it_was_attested_gets_user_data_in_a_new_attempt_only(bool mayReboot)
    {
        var world = await new World().StartAsync();
        world.Agents.IdentityFaults.Enqueue(new Fault(FaultKind.AgentSilent, MediaDiagnostics.NotAttested("n1")));
        var desired = World.Desired with { Allow = new Allowance(false, mayReboot) };

        var outcome = await world.ApplyAsync(desired);

        if (!mayReboot)
        {
            Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == MediaDiagnostics.SessionNotAttested.Code);
            Assert.Equal(AttemptState.Failed, world.Disk.Servers["n1"].Attempt!.State);
            Assert.Empty(world.Agents.UserDataSeen);
            outcome = await world.ApplyAsync();
        }

        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Equal(2, world.Disk.Servers["n1"].Attempt!.Number);
        Assert.Null(world.Disk.Servers["n1"].Hold);
    }

    [Fact]
    public async Task Disk_whose_image_was_committed_is_not_written_again_without_leave()
    {
        var world = await new World().StartAsync();
        world.Agents.SystemNeverReports = true;
        await world.ApplyAsync();
        var changed = World.Desired with { Os = World.Desired.Os! with { RebuildTrigger = "again" } };

        var outcome = await world.ApplyAsync(changed);

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.IsError);
        Assert.Equal(1, world.Machine.ImageWrites);
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
        world.Agents.SystemNeverReports = true;
        var apply = world.BeginApply(World.Desired, null, CancellationToken.None);
        await world.UntilAsync(() => world.Machine.Restarts == 1);
        world.Bmcs.Fail("power.act", FaultKind.ConnectionLost, happens: true);

        var outcome = await world.RunAsync(apply);
        var restarts = world.Machine.Restarts;
        var again = await world.ApplyAsync();
        var unrepeated = world.Machine.Restarts;
        world.Agents.SystemNeverReports = false;
        var resolved = await world.Administration.ResolveAsync(World.Operator, "n1", "os.restart", StepResolution.Retry, CancellationToken.None);
        var finished = await world.ApplyAsync();

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == OperationDiagnostics.CannotTell.Code);
        Assert.Contains(again.Diagnostics, diagnostic => diagnostic.Code == OperationDiagnostics.CannotTell.Code);
        Assert.Equal(restarts, unrepeated);
        Assert.True(resolved.Succeeded);
        Assert.Equal(LifecycleState.Ready, finished.Snapshot?.Observed.Lifecycle);
        Assert.Equal(1, world.Machine.ImageWrites);
    }
}
