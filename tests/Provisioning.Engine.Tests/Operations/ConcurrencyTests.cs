using Provisioning.Engine.Execution;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Tests.Operations;

/// <summary>Several callers, callers who leave, and limits.</summary>
public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Second_request_for_the_same_joins_the_first()
    {
        var world = await new World().StartAsync();
        var first = world.BeginApply(World.Desired, null, CancellationToken.None);
        await world.UntilAsync(() => world.Machine.Restarts == 1);
        var second = world.BeginApply(World.Desired, null, CancellationToken.None);

        var outcomes = await world.RunAsync(Task.WhenAll(first, second));

        Assert.Equal(outcomes[0], outcomes[1]);
        Assert.Equal(1, world.Machine.ImageWrites);
    }

    [Fact]
    public async Task Request_that_comes_while_the_one_before_still_stops_waits_for_it_and_is_not_cancelled_with_it()
    {
        var world = await new World().StartAsync();
        using var cancel = new CancellationTokenSource();
        Task<Provisioning.Engine.Operations.ServerOutcome>? second = null;
        world.Sink.OnTransition = text =>
        {
            if (text != "Restart: intended" || second is not null) return;
            cancel.Cancel();
            second = world.BeginApply(World.Desired, null, CancellationToken.None);
        };
        var first = world.BeginApply(World.Desired, null, cancel.Token);

        var cancelled = await world.RunAsync(first);
        var outcome = await world.RunAsync(second!);

        Assert.Equal(OperationDiagnostics.Cancelled.Code, Assert.Single(cancelled.Diagnostics).Code);
        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Equal(2, world.Machine.Restarts);
        Assert.Equal(1, world.Disk.Servers["n1"].Attempt!.Number);
    }

    [Fact]
    public async Task Two_objects_created_side_by_side_for_one_machine_do_not_both_get_it()
    {
        var world = await new World().StartAsync();
        var commit = new TaskCompletionSource();
        world.Disk.ClaimsWaitFor = commit.Task;
        var first = world.BeginApply(World.Desired, null, CancellationToken.None);
        var second = world.BeginApply(World.Desired with { Name = "n2" }, null, CancellationToken.None);
        commit.SetResult();

        var outcomes = await world.RunAsync(Task.WhenAll(first, second));

        var refused = Assert.Single(outcomes, outcome => outcome.Snapshot is null);
        Assert.Equal(PlanningDiagnostics.TwoObjects.Code, Assert.Single(refused.Diagnostics).Code);
        Assert.Single(world.Disk.Servers);
        Assert.Equal(1, world.Machine.ImageWrites);
    }

    [Fact]
    public async Task Lease_that_a_full_disk_did_not_let_go_does_not_keep_the_next_request_out()
    {
        var world = await new World().StartAsync();
        world.Sink.OnTransition = text => world.Disk.IsFull |= text == "Set BIOS settings: intended";
        var failed = await world.ApplyAsync();
        world.Disk.IsFull = false;
        world.Sink.OnTransition = null;

        var outcome = await world.ApplyAsync();

        Assert.Equal(Provisioning.Model.Stores.StoreDiagnostics.Full.Code, Assert.Single(failed.Diagnostics).Code);
        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Equal(2, world.Machine.Restarts);
        Assert.Empty(world.Disk.Leases);
    }

    [Fact]
    public async Task Request_for_something_else_on_a_busy_machine_is_refused()
    {
        var world = await new World().StartAsync();
        var first = world.BeginApply(World.Desired, null, CancellationToken.None);
        await world.UntilAsync(() => world.Machine.Restarts == 1);

        var other = await world.BeginApply(World.Desired with { PhoneHome = false }, null, CancellationToken.None);
        await world.RunAsync(first);

        Assert.Equal(OperationDiagnostics.Busy.Code, Assert.Single(other.Diagnostics).Code);
    }

    [Fact]
    public async Task Cancelled_wait_is_left_to_itself_and_the_same_attempt_goes_on()
    {
        var world = await new World().StartAsync();
        using var cancel = new CancellationTokenSource();
        var apply = world.BeginApply(World.Desired, null, cancel.Token);
        await world.UntilAsync(() => world.Machine.Restarts == 1 && world.Machine.AgentOf is not null);
        await cancel.CancelAsync();

        var cancelled = await world.RunAsync(apply);
        var outcome = await world.ApplyAsync();

        Assert.Null(cancelled.Snapshot);
        Assert.Equal(OperationDiagnostics.Cancelled.Code, Assert.Single(cancelled.Diagnostics).Code);
        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Equal(2, world.Machine.Restarts);
        Assert.Equal(1, world.Disk.Servers["n1"].Attempt!.Number);
    }

    [Fact]
    public async Task Cancelled_image_write_is_stopped_and_another_attempt_writes_it_whole()
    {
        var world = await new World().StartAsync();
        using var cancel = new CancellationTokenSource();
        var apply = world.BeginApply(World.Desired, null, cancel.Token);
        await world.UntilAsync(() => world.Sink.Transitions.Contains("Write image: accepted"));
        await cancel.CancelAsync();

        var cancelled = await world.RunAsync(apply);
        var withdrawn = world.Agents.Withdrawn.Count;
        var outcome = await world.ApplyAsync();

        Assert.Equal(OperationDiagnostics.Cancelled.Code, Assert.Single(cancelled.Diagnostics).Code);
        Assert.Equal(1, withdrawn);
        Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
        Assert.Equal(1, world.Machine.ImageWrites);
        Assert.Equal(2, world.Disk.Servers["n1"].Attempt!.Number);
    }

    [Fact]
    public async Task Operation_that_takes_too_long_stops_and_says_so()
    {
        var world = await new World().StartAsync();
        world.Agents.SystemNeverReports = true;
        var desired = World.Desired with { Timeouts = World.Desired.Timeouts with { Create = TimeSpan.FromMinutes(10) } };

        var outcome = await world.ApplyAsync(desired);

        Assert.Equal(OperationDiagnostics.TimedOut.Code, Assert.Single(outcome.Diagnostics).Code);
    }

    [Fact]
    public async Task Other_site_settings_are_taken_when_idle_and_refused_when_not()
    {
        var world = await new World().StartAsync();
        var other = World.Door with { Site = World.Door.Site with { Limits = new LimitSettings(1, 1, 1) } };
        var elsewhere = World.Desired with { Name = "n2", Bmc = World.Desired.Bmc with { Address = "10.0.0.2" } };
        var running = world.BeginApply(World.Desired, null, CancellationToken.None);
        await world.UntilAsync(() => world.Machine.Restarts == 1);

        var busy = await Apply(elsewhere);
        await world.RunAsync(running);
        var idle = await world.RunAsync(Apply(elsewhere));

        Assert.Equal(PlanningDiagnostics.SiteDiffers.Code, Assert.Single(busy.Diagnostics).Code);
        Assert.NotEqual(PlanningDiagnostics.SiteDiffers.Code, Assert.Single(idle.Diagnostics).Code);
        Assert.Equal(1, world.Disk.Site!.Value.Limits.InFlight);

        Task<Provisioning.Engine.Operations.ServerOutcome> Apply(Provisioning.Model.Servers.ServerDesired desired) =>
            world.Operations.ApplyAsync(other, new Provisioning.Engine.Operations.ServerApplyCommand(desired, null), world.Sink, CancellationToken.None).AsTask();
    }

    [Fact]
    public async Task Limiter_lets_only_so_many_in_and_holds_a_full_rack_back_without_holding_others()
    {
        var limiter = new SiteLimiter();
        var limits = new LimitSettings(3, 1, 4);
        var token = TestContext.Current.CancellationToken;
        var a = await limiter.EnterAsync("r1", limits, token);
        var sameRack = limiter.EnterAsync("r1", limits, token).AsTask();
        var b = await limiter.EnterAsync("r2", limits, token);
        var c = await limiter.EnterAsync(null, limits, token);
        var full = limiter.EnterAsync("r3", limits, token).AsTask();

        Assert.False(sameRack.IsCompleted);
        Assert.False(full.IsCompleted);
        a.Dispose();
        var entered = await sameRack;
        Assert.False(full.IsCompleted);
        b.Dispose();
        (await full).Dispose();
        entered.Dispose();
        c.Dispose();
    }

    [Fact]
    public async Task Waiter_that_gives_up_leaves_no_place_taken()
    {
        var limiter = new SiteLimiter();
        var limits = new LimitSettings(1, 1, 4);
        using var cancel = new CancellationTokenSource();
        var a = await limiter.EnterAsync(null, limits, TestContext.Current.CancellationToken);
        var waiting = limiter.EnterAsync(null, limits, cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        a.Dispose();
        (await limiter.EnterAsync(null, limits, TestContext.Current.CancellationToken)).Dispose();
    }

    [Fact]
    public async Task Unreachable_machine_at_plan_is_a_warning_or_an_error_as_the_site_says()
    {
        var world = await new World().StartAsync();
        world.Bmcs.Fail("connect", Provisioning.Model.Faults.FaultKind.Unreachable, times: 2);
        var query = new Provisioning.Engine.Operations.ServerPlanQuery(World.Desired, null, null, null, true);
        var strict = World.Door with { Site = World.Door.Site with { OnUnreachable = UnreachableRule.Fail } };

        var warned = await world.Operations.PlanAsync(World.Door, query, TestContext.Current.CancellationToken);
        var failed = await world.Operations.PlanAsync(strict, query, TestContext.Current.CancellationToken);

        Assert.Equal(Provisioning.Model.Diagnostics.Severity.Warning, Assert.Single(warned.Diagnostics).Severity);
        Assert.Equal(PlanningDiagnostics.NotReached.Code, warned.Diagnostics[0].Code);
        Assert.True(Assert.Single(failed.Diagnostics).IsError);
    }
}
