using System.Collections.Concurrent;
using Provisioning.Bmc.Tests.Testing;

namespace Provisioning.Bmc.Tests.Sessions;

/// <summary>Sessions that could not be deleted are deleted by the next connection; those that are in use never are.</summary>
public sealed class SessionCleaningTests
{
    private const string Sessions = "/redfish/v1/SessionService/Sessions";

    private readonly ConcurrentDictionary<string, byte> _open = new();
    private readonly MemoryLedger _ledger = new();
    private int _count;
    private int _failingDeletes;

    [Fact]
    public async Task Session_that_could_not_be_deleted_is_deleted_by_the_next_connection_of_the_same_engine()
    {
        using var bmc = new ScriptedBmc(Answer);
        var connector = Connecting.Connector(_ledger, handlers: () => bmc);
        _failingDeletes = 1;
        await (await connector.ConnectAsync(Connecting.Request("https://10.0.0.1"))).DisposeAsync();
        Assert.Equal([$"{Sessions}/1"], _open.Keys);
        await (await connector.ConnectAsync(Connecting.Request("10.0.0.1"))).DisposeAsync();
        Assert.Empty(_open);
        Assert.Empty(_ledger.Open);
    }

    [Fact]
    public async Task Session_of_a_connection_in_use_is_deleted_by_nobody_else()
    {
        using var bmc = new ScriptedBmc(Answer);
        var connector = Connecting.Connector(_ledger, handlers: () => bmc);
        var failing = await connector.ConnectAsync(Connecting.Request("10.0.0.1"));
        await using (await connector.ConnectAsync(Connecting.Request("10.0.0.1")))
        {
            _failingDeletes = 1;
            await failing.DisposeAsync();
            await using (await connector.ConnectAsync(Connecting.Request("10.0.0.1"))) Assert.Equal([$"{Sessions}/2", $"{Sessions}/3"], _open.Keys.Order());
            Assert.Equal([$"{Sessions}/2"], _open.Keys);
        }

        Assert.Empty(_open);
        Assert.Empty(_ledger.Open);
    }

    [Fact]
    public async Task Path_that_the_bmc_gives_again_belongs_to_the_new_session()
    {
        // The BMC restarted between, and counts its sessions from one again.
        using var bmc = new ScriptedBmc(Answer);
        var connector = Connecting.Connector(_ledger, handlers: () => bmc);
        var old = await connector.ConnectAsync(Connecting.Request("10.0.0.1"));
        (_count, _failingDeletes) = (0, 1);
        await using (await connector.ConnectAsync(Connecting.Request("10.0.0.1")))
        {
            await old.DisposeAsync();
            await (await connector.ConnectAsync(Connecting.Request("10.0.0.1"))).DisposeAsync();
        }

        Assert.Empty(_ledger.Open);
    }

    [Fact]
    public async Task Session_that_was_found_gone_and_was_not_is_deleted_after_the_new_login()
    {
        var refusals = 0;
        using var bmc = new ScriptedBmc(asked => asked.Path == "/redfish/v1/Systems" && refusals-- > 0 ? ScriptedBmc.Reply(401) : Answer(asked));
        await using var connection = await Connecting.Connector(_ledger, handlers: () => bmc).ConnectAsync(Connecting.Request("10.0.0.1"));
        refusals = 1;
        Connecting.Failure(await connection.Power.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal([$"{Sessions}/2"], _open.Keys);
    }

    private HttpResponseMessage Answer(ScriptedBmc.Asked asked)
    {
        if (asked.IsRoot) return ScriptedBmc.Root();
        if (asked.IsLogin)
        {
            var uri = $"{Sessions}/{Interlocked.Increment(ref _count)}";
            _open[uri] = 0;
            return ScriptedBmc.Session(uri);
        }

        if (asked.Method == "DELETE")
        {
            if (Interlocked.Decrement(ref _failingDeletes) >= 0) return ScriptedBmc.Reply(500);
            return ScriptedBmc.Reply(_open.TryRemove(asked.Path, out _) ? 204 : 404);
        }

        return ScriptedBmc.Reply(200, """{"Members":[]}""");
    }
}
