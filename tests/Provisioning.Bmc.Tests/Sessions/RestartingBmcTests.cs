using Provisioning.Bmc.Tests.Testing;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Tests.Sessions;

/// <summary>A BMC that restarts is asked for its service root, which needs no login, until it answers; only then is it logged in to.</summary>
public sealed class RestartingBmcTests
{
    private bool _isBooting;

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Bmc_that_was_told_to_restart_is_logged_in_to_once_when_its_service_root_answers(int whileBooting)
    {
        using var bmc = new ScriptedBmc(asked => _isBooting ? ScriptedBmc.Reply(whileBooting) : Answer(asked));
        var ledger = new MemoryLedger();
        var connector = Connecting.Connector(ledger, handlers: () => bmc);
        var connection = await connector.ConnectAsync(Connecting.Request("10.0.0.1"));
        Connecting.Value(await connection.Configuration.ResetAsync(TestContext.Current.CancellationToken));
        var request = Connecting.Request("https://10.0.0.1/") with { Capabilities = connection.Capabilities };
        _isBooting = true;
        await connection.DisposeAsync();
        var before = bmc.Passwords;
        for (var look = 0; look < 5; look++) await connector.RefusedAsync(request);
        Assert.Equal(before, bmc.Passwords);
        Assert.Equal(0, ledger.Refusals);
        _isBooting = false;
        await using var again = await connector.ConnectAsync(request);
        Assert.Equal(before + 1, bmc.Passwords);
    }

    [Fact]
    public async Task Bmc_that_restarts_under_a_session_is_not_logged_in_to_before_its_service_root_answers()
    {
        using var bmc = new ScriptedBmc(asked => _isBooting ? ScriptedBmc.Reply(401) : Answer(asked));
        var ledger = new MemoryLedger();
        await using var connection = await Connecting.Connector(ledger, handlers: () => bmc).ConnectAsync(Connecting.Request("10.0.0.1"));
        _isBooting = true;
        var before = bmc.Passwords;
        for (var look = 0; look < 4; look++) Assert.Equal(FaultKind.Busy, Connecting.Failure(await connection.Configuration.ReadAsync(TestContext.Current.CancellationToken)).Kind);
        Assert.Equal(before, bmc.Passwords);
        _isBooting = false;
        Connecting.Value(await connection.Configuration.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(before + 1, bmc.Passwords);
    }

    [Fact]
    public async Task Bmc_that_refused_a_login_shows_its_service_root_before_the_next_one()
    {
        var isRefused = false;
        using var bmc = new ScriptedBmc(asked => asked.IsLogin && isRefused ? ScriptedBmc.Reply(401) : _isBooting ? ScriptedBmc.Reply(500) : Answer(asked));
        var ledger = new MemoryLedger();
        var connector = Connecting.Connector(ledger, handlers: () => bmc);
        var connection = await connector.ConnectAsync(Connecting.Request("10.0.0.1"));
        Connecting.Value(await connection.Configuration.ReadAsync(TestContext.Current.CancellationToken));
        var request = Connecting.Request("10.0.0.1") with { Capabilities = connection.Capabilities };
        await connection.DisposeAsync();
        (isRefused, _isBooting) = (true, true);
        Assert.Equal(FaultKind.AuthenticationFailed, (await connector.RefusedAsync(request)).Kind);
        Assert.Equal(FaultKind.Busy, (await connector.RefusedAsync(request)).Kind);
        Assert.Equal(1, ledger.Refusals);
    }

    private static HttpResponseMessage Answer(ScriptedBmc.Asked asked) => asked switch
    {
        { IsRoot: true } => ScriptedBmc.Root(),
        { IsLogin: true } => ScriptedBmc.Session("/redfish/v1/SessionService/Sessions/1"),
        { Token: null } => ScriptedBmc.Reply(401),
        { Method: "DELETE" or "POST" } => ScriptedBmc.Reply(204),
        { Path: "/redfish/v1/Managers" } => ScriptedBmc.Reply(200, """{"Members":[{"@odata.id":"/redfish/v1/Managers/1"}]}"""),
        { Path: "/redfish/v1/Managers/1" } => ScriptedBmc.Reply(
            200,
            """{"@odata.id":"/redfish/v1/Managers/1","Id":"1","Actions":{"#Manager.Reset":{"target":"/redfish/v1/Managers/1/Actions/Manager.Reset","ResetType@Redfish.AllowableValues":["GracefulRestart"]}}}"""),
        { Path: "/redfish/v1/Systems" } => ScriptedBmc.Reply(200, """{"Members":[{"@odata.id":"/redfish/v1/Systems/1"}]}"""),
        { Path: "/redfish/v1/Systems/1" } => ScriptedBmc.Reply(
            200,
            """{"@odata.id":"/redfish/v1/Systems/1","Id":"1","Links":{"ManagedBy":[{"@odata.id":"/redfish/v1/Managers/1"}]},"Actions":{"#ComputerSystem.Reset":{"target":"/reset"}}}"""),
        _ => ScriptedBmc.Reply(404),
    };
}
