using Provisioning.Api.Client;
using Provisioning.Api.Operations;
using Provisioning.Host.TestEngine;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Values;

namespace Provisioning.Host.Tests.Processes;

/// <summary>Operations over the socket: losing doors, joining, cancelling, watching.</summary>
public sealed class OperationLifeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_apply_whose_door_is_killed_goes_on_and_the_next_door_gets_its_result()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        await store.EnginePidAsync(client);
        using var door = store.Start("door", "apply", "n01", store.Gate);
        Assert.Equal("apply 1 begins", await door.StandardOutput.ReadLineAsync(Token));
        door.Kill();
        await door.WaitForExitAsync(Token);
        await TestStore.UntilAsync(() => Running(client).Result is { Listeners: 0 }, "the engine has noticed");

        var heard = new Heard();
        var joined = client.ApplyAsync(TestStore.Door, EchoRequests.Apply("n01", store.Gate), heard, Token).AsTask();
        await TestStore.UntilAsync(() => heard.Transitions.Any(), "the second door hears what the first one did");
        store.OpenGate();
        var reply = await joined;
        Assert.Equal(["apply 1 begins", "apply 1 ends"], heard.Transitions);
        Assert.Equal("apply-1", reply.State.Member("id").AsText());
        Assert.Equal([1, 2, 3], reply.Private.ToArray());
    }

    [Fact]
    public async Task A_result_that_nobody_heard_is_given_to_the_next_door_that_asks_the_same()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        await store.EnginePidAsync(client);
        using var door = store.Start("door", "apply", "n01", store.Gate);
        await door.StandardOutput.ReadLineAsync(Token);
        door.Kill();
        await door.WaitForExitAsync(Token);
        await TestStore.UntilAsync(() => Running(client).Result is { Listeners: 0 }, "the engine has noticed");
        store.OpenGate();
        await TestStore.UntilAsync(() => Running(client).Result is { State: OperationState.Finished }, "the apply has ended");
        Assert.Equal("apply-1", (await ApplyAsync(client, "n01", store.Gate)).State.Member("id").AsText());
        Assert.Equal("apply-2", (await ApplyAsync(client, "n01", store.Gate)).State.Member("id").AsText());
    }

    [Fact]
    public async Task A_cancelled_apply_comes_back_with_what_it_had()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        await store.EnginePidAsync(client);
        using var cancel = new CancellationTokenSource();
        var heard = new Heard();
        var apply = client.ApplyAsync(TestStore.Door, EchoRequests.Apply("n01", store.Gate), heard, cancel.Token).AsTask();
        await TestStore.UntilAsync(() => heard.Transitions.Any(), "the apply has begun");
        await cancel.CancelAsync();
        var reply = await apply;
        Assert.Equal("Stopped where it was", Assert.Single(reply.Diagnostics).Summary);
        Assert.True(reply.State.IsNull);
        Assert.True((await Running(client))?.Failed);
    }

    [Fact]
    public async Task An_engine_killed_during_an_apply_is_a_diagnostic_with_the_operation_and_prior_values()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        var pid = await store.EnginePidAsync(client);
        var heard = new Heard();
        var apply = client.ApplyAsync(TestStore.Door, EchoRequests.Apply("n01", store.Gate), heard, Token).AsTask();
        await TestStore.UntilAsync(() => heard.Transitions.Any(), "the apply has begun");
        TestStore.Kill(pid);
        var reply = await apply;
        var diagnostic = Assert.Single(reply.Diagnostics);
        Assert.Equal("BM8102", $"{diagnostic.Code}");
        Assert.Contains(heard.OperationId!, diagnostic.Summary, StringComparison.Ordinal);
        Assert.True(reply.State.IsNull);
    }

    [Fact]
    public async Task An_operation_is_listed_watched_and_cancelled_by_another_door_also_by_the_name_that_the_engine_gave_it()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        await store.EnginePidAsync(client);
        var heard = new Heard();
        var apply = client.ApplyAsync(TestStore.Door, EchoRequests.Apply("n01", store.Gate), heard, Token).AsTask();
        await TestStore.UntilAsync(() => heard.Transitions.Any(), "the apply has begun");
        await using var other = store.Client();
        var listed = await Running(other);
        Assert.Equal("baremetal_server/n01", listed?.Target);
        Assert.Equal("tester", listed?.Actor);
        var watcher = new Heard();
        var watching = other.WatchAsync(listed!.Id, watcher, Token).AsTask();
        await TestStore.UntilAsync(() => watcher.Transitions.Any(), "the watcher hears what was before it came");
        Assert.True((await other.CancelAsync("engine-1", "tester", Token)).Succeeded);
        Assert.True(Assert.IsType<Outcome<OperationSummary>.Success>(await watching).Value.Failed);
        Assert.NotEmpty((await apply).Diagnostics);
        Assert.Equal("BM8113", $"{Assert.Single((await other.CancelAsync("op-none", "tester", Token)).Diagnostics).Code}");
        Assert.Equal("BM8113", $"{Assert.Single((await other.WatchAsync("op-none", watcher, Token)).Diagnostics).Code}");
    }

    [Fact]
    public async Task Passwords_are_in_no_file_of_the_store_also_when_the_engine_throws_one()
    {
        await using var store = new TestStore();
        await using var client = store.Client();
        await store.EnginePidAsync(client);
        var reply = await ApplyAsync(client, "throws", "");
        Assert.Equal("BM9001", $"{Assert.Single(reply.Diagnostics).Code}");
        await ApplyAsync(client, "n01", "");
        var texts = Directory.EnumerateFiles(store.Place.StoreFolder).Where(path => path != store.Place.LockFile).ToDictionary(path => path, File.ReadAllText);
        Assert.Contains("internal fault", texts[store.Place.LogFile], StringComparison.Ordinal);
        Assert.All(texts, text => Assert.DoesNotContain(TestStore.Password, text.Value, StringComparison.Ordinal));
    }

    private static async Task<OperationSummary?> Running(EngineClient client)
    {
        var outcome = await client.OperationsAsync(Token);
        var operations = Assert.IsType<Outcome<ValueArray<OperationSummary>>.Success>(outcome).Value;
        return operations.IsEmpty ? null : operations[^1];
    }

    private static ValueTask<Provisioning.Schema.Requests.ApplyReply> ApplyAsync(EngineClient client, string name, string gate) =>
        client.ApplyAsync(TestStore.Door, EchoRequests.Apply(name, gate), null, Token);
}
