using Microsoft.Extensions.Time.Testing;
using Provisioning.Api.Client;
using Provisioning.Api.Operations;
using Provisioning.Host.Operations;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Host.Tests.Operations;

public sealed class OperationRegistryTests
{
    private static readonly DoorContext Door = new(new SiteSettings { Site = "test" }, [], "command", "tester");
    private static readonly ApplyReply Done = new() { State = Value.Of("done") };
    private static readonly ApplyReply Failed =
        new() { State = Value.Null, Diagnostics = [InternalDiagnostics.Unexpected("testing", new InvalidOperationException())] };

    private readonly OperationRegistry _registry = new(new FakeTimeProvider());

    [Fact]
    public void An_engine_that_leaves_takes_nothing_new()
    {
        Assert.True(_registry.TryLeave());
        Assert.Null(_registry.Start("t", "d", Door, (_, _) => Task.FromResult(Done)));
    }

    [Fact]
    public async Task An_engine_does_not_leave_while_something_runs()
    {
        var gate = new TaskCompletionSource<ApplyReply>();
        var started = _registry.Start("t", "d", Door, (_, _) => gate.Task);
        Assert.False(_registry.TryLeave());
        gate.SetResult(Done);
        await started!.Value.Apply.Result;
        await TaskOf(() => _registry.Running == 0);
        Assert.True(_registry.TryLeave());
    }

    [Fact]
    public async Task A_failed_result_is_not_kept_for_the_next_door_which_tries_anew()
    {
        var first = _registry.Start("t", "d", Door, (_, _) => Task.FromResult(Failed));
        await first!.Value.Apply.Result;
        var second = _registry.Start("t", "d", Door, (_, _) => Task.FromResult(Done));
        Assert.False(second!.Value.Adopted);
    }

    [Fact]
    public async Task A_result_that_nobody_heard_is_overtaken_by_another_apply_of_the_same_object()
    {
        var first = _registry.Start("t", "create", Door, (_, _) => Task.FromResult(Done));
        await first!.Value.Apply.Result;
        var other = _registry.Start("t", "delete", Door, (_, _) => Task.FromResult(Done));
        await other!.Value.Apply.Result;
        Assert.False(_registry.Start("t", "create", Door, (_, _) => Task.FromResult(Done))!.Value.Adopted);
    }

    [Fact]
    public void An_apply_that_is_being_cancelled_takes_nobody_with_it()
    {
        var first = _registry.Start("t", "d", Door, (_, _) => new TaskCompletionSource<ApplyReply>().Task);
        Assert.True(_registry.Start("t", "d", Door, (_, _) => Task.FromResult(Done))!.Value.Adopted);
        first!.Value.Apply.Operation.Cancel();
        Assert.False(_registry.Start("t", "d", Door, (_, _) => Task.FromResult(Done))!.Value.Adopted);
    }

    [Fact]
    public async Task Something_that_ends_with_its_door_is_told_so_and_is_not_remembered()
    {
        using var gone = new CancellationTokenSource();
        var run = _registry.RunAsync(OperationKind.Plan, "t", Door, WorkAsync, gone.Token);
        Assert.Equal(1, _registry.Running);
        await gone.CancelAsync();
        Assert.Equal("stopped", await run);
        Assert.Equal(0, _registry.Running);
        Assert.Empty(_registry.Summaries);

        static async ValueTask<string> WorkAsync(Operation operation, CancellationToken token)
        {
            var ended = new TaskCompletionSource();
            await using var registration = token.Register(ended.SetResult);
            await ended.Task;
            return "stopped";
        }
    }

    [Fact]
    public async Task A_slow_listener_misses_progress_but_no_transition()
    {
        const int Many = 1_000;
        var operation = new Operation("op-1", OperationKind.Apply, "t", Door, new FakeTimeProvider());
        var queue = operation.Listen();
        for (var number = 0; number < Many; number++)
        {
            operation.Progress("n01", $"{number}");
            operation.Transition("n01", $"{number}");
        }

        operation.Finish(failed: false);
        var heard = new List<OperationNotice>();
        await foreach (var notice in queue.ReadAsync(TestContext.Current.CancellationToken)) heard.Add(notice);
        Assert.Equal(Many, heard.Count(notice => notice.Transition));
        Assert.InRange(heard.Count(notice => !notice.Transition), 1, Many - 1);
    }

    [Fact]
    public async Task Who_comes_late_hears_every_transition_from_the_beginning()
    {
        var operation = new Operation("op-1", OperationKind.Apply, "t", Door, new FakeTimeProvider());
        operation.Transition("n01", "first");
        operation.Progress("n01", "some");
        operation.Finish(failed: false);
        var heard = new List<string>();
        await foreach (var notice in operation.Listen().ReadAsync(TestContext.Current.CancellationToken)) heard.Add(notice.Text);
        Assert.Equal(["first"], heard);
    }

    private static async Task TaskOf(Func<bool> holds)
    {
        while (!holds()) await Task.Delay(1, TestContext.Current.CancellationToken);
    }
}
