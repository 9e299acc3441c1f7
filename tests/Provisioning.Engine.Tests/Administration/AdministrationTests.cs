using Provisioning.Engine.Administration;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Engine.Tests.Administration;

public sealed class AdministrationTests
{
    [Fact]
    public async Task Status_and_explanation_tell_where_an_interrupted_attempt_stands()
    {
        var world = await new World().StartAsync(100);
        await Assert.ThrowsAnyAsync<Exception>(() => world.ApplyAsync());
        await world.StartAsync();

        var status = Assert.Single(await world.Administration.StatusAsync(null, TestContext.Current.CancellationToken));
        var explained = Assert.IsType<Outcome<ServerExplanation>.Success>(await world.Administration.ExplainAsync("n1", TestContext.Current.CancellationToken)).Value;
        var plan = await world.PlanAsync();

        Assert.False(status.Finished);
        Assert.Equal(1, status.Attempt);
        Assert.NotNull(status.StepTitle);
        Assert.True(status.MinutesLeft > 0);
        Assert.Contains(explained.Because, line => line.Contains(status.StepTitle, StringComparison.Ordinal));
        Assert.Contains(status.StepTitle, explained.Next);
        Assert.NotEmpty(explained.Evidence);
        Assert.Contains(plan.Diagnostics, diagnostic => diagnostic.Summary.Contains($"resumes attempt 1 at step {status.StepTitle}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task History_names_actor_door_operation_and_epoch_of_each_row()
    {
        var world = await new World().StartAsync();
        await world.ApplyAsync();
        await world.Administration.HoldAsync(World.Operator, "n1", new HoldOrder("fans", null, null), TestContext.Current.CancellationToken);

        var rows = await world.Administration.HistoryAsync("n1", 1000, TestContext.Current.CancellationToken);

        Assert.Equal("claimed", rows[0].Kind);
        Assert.All(rows.Take(rows.Count - 1), row => Assert.Equal(("tina", "terraform", 1L), (row.Actor, row.Door, row.Epoch)));
        Assert.NotNull(rows[0].Operation);
        Assert.Equal(("hold", "olga", "command", (string?)null), (rows[^1].Kind, rows[^1].Actor, rows[^1].Door, rows[^1].Operation));
    }

    [Fact]
    public async Task A_hold_that_holds_nothing_is_refused()
    {
        var world = await new World().StartAsync();
        await world.ApplyAsync();
        var token = TestContext.Current.CancellationToken;

        var over = await world.Administration.HoldAsync(World.Operator, "n1", new HoldOrder("fans", DateTimeOffset.UnixEpoch, null), token);
        var without = await world.Administration.HoldAsync(World.Operator, "n1", new HoldOrder(" ", null, null), token);

        Assert.Equal(8215, Assert.Single(over.Diagnostics).Code.Number);
        Assert.Equal(8215, Assert.Single(without.Diagnostics).Code.Number);
        Assert.Null(Assert.Single(await world.Administration.StatusAsync("n1", token)).Hold);
    }

    [Fact]
    public async Task History_says_beside_a_step_only_what_is_not_the_step_itself()
    {
        var world = await new World().StartAsync();
        await world.ApplyAsync();

        var rows = await world.Administration.HistoryAsync("n1", 1000, TestContext.Current.CancellationToken);

        Assert.Contains(rows, row => row.Step is not null);
        Assert.All(rows.Where(row => row.Step is not null), row => Assert.False(row.Text.StartsWith(row.Step!, StringComparison.Ordinal), row.Text));
    }

    [Fact]
    public void Explanation_says_what_each_condition_that_is_not_yes_means()
    {
        Assert.Null(ConditionText.Of(new Condition(ConditionKind.Reachable, ConditionStatus.Yes, "the BMC answers")));
        Assert.Equal(
            "Attested is unknown: the machine's measurements were recorded, and no policy judges them.",
            ConditionText.Of(new Condition(ConditionKind.Attested, ConditionStatus.Unknown, "recorded")));
        Assert.Equal("Reachable is not so: no route.", ConditionText.Of(new Condition(ConditionKind.Reachable, ConditionStatus.No, "no route")));
        Assert.Contains("no profile is set", ConditionText.Of(new Condition(ConditionKind.BiosCompliant, ConditionStatus.Unknown, "no profile is set")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_takes_another_certificate()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Bmcs.Fingerprint = "cd34";

        var refused = await Requests.ReadAsync(world, first.Snapshot!);
        await world.Administration.TrustAsync(World.Operator, "n1", "cd34", TestContext.Current.CancellationToken);
        var trusted = await Requests.ReadAsync(world, first.Snapshot!);

        Assert.True(Assert.Single(refused.Diagnostics).IsError);
        Assert.Empty(trusted.Diagnostics);
        Assert.Equal("cd34", trusted.Snapshot!.Observed.BmcFingerprint);
    }

    [Fact]
    public async Task Forgotten_server_is_gone_for_its_door_and_may_not_be_resolved()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        await world.Administration.ForgetAsync(World.Operator, "n1", TestContext.Current.CancellationToken);

        var look = await Requests.ReadAsync(world, first.Snapshot!);
        var resolved = await world.Administration.ResolveAsync(World.Operator, "n1", "image.write", StepResolution.Done, TestContext.Current.CancellationToken);

        Assert.Null(look.Snapshot);
        Assert.Empty(look.Diagnostics);
        Assert.Equal(8209, Assert.Single(resolved.Diagnostics).Code.Number);
        Assert.Empty(await world.Administration.StatusAsync(null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Forgotten_attempt_is_over_and_its_medium_is_withdrawn()
    {
        var world = await new World().StartAsync();
        using var cancel = new CancellationTokenSource();
        var apply = world.BeginApply(World.Desired, null, cancel.Token);
        await world.UntilAsync(() => world.Machine.Restarts == 1 && world.Machine.AgentOf is not null);
        await cancel.CancelAsync();
        await world.RunAsync(apply);
        var open = world.Disk.Servers["n1"].Attempt!.State;

        await world.Administration.ForgetAsync(World.Operator, "n1", TestContext.Current.CancellationToken);

        Assert.Equal(AttemptState.Open, open);
        Assert.Equal(AttemptState.Cancelled, world.Disk.Servers["n1"].Attempt!.State);
        Assert.Equal(1, Assert.Single(world.Agents.Withdrawn).Number);
    }

    [Fact]
    public async Task Drift_behind_the_doors_back_shows_in_the_look_and_is_healed_by_one_restart()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Machine.Bios["ProcTurboMode"] = "Disabled";

        var look = await Requests.ReadAsync(world, first.Snapshot!);
        var plan = await world.PlanAsync(prior: look.Snapshot);
        var healed = await world.ApplyAsync(claim: first.Snapshot!.Claim);

        Assert.Equal("Disabled", look.Snapshot!.Observed.Bios["ProcTurboMode"]);
        Assert.Equal(Stage.Bios, Assert.Single(plan.Stages));
        Assert.Equal(1, plan.Reboots);
        Assert.Equal("Enabled", healed.Snapshot!.Observed.Bios["ProcTurboMode"]);
        Assert.Equal(LifecycleState.Ready, healed.Snapshot.Observed.Lifecycle);
        Assert.Equal(3, world.Machine.Restarts);
        Assert.Equal(1, world.Machine.ImageWrites);
    }
}
