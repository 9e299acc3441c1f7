using Microsoft.Extensions.Time.Testing;
using Provisioning.Bmc.Discovery;
using Provisioning.Bmc.Tests.Testing;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;
using Provisioning.Model.Security;

namespace Provisioning.Bmc.Tests.Sessions;

/// <summary>A wrong password reaches a BMC twice at most, however the BMC says no and however its address is written.</summary>
public sealed class LoginLimitTests
{
    private static readonly Credential Wrong = new("wrong", "admin", new Secret("not-the-password"));

    [Theory]
    [InlineData(401, null, 401, null)]
    [InlineData(400, null, 401, null)]
    [InlineData(400, "PropertyUnknown", 401, null)]
    [InlineData(400, "PropertyUnknown", 400, "PropertyUnknown")]
    [InlineData(400, "GeneralError", 403, "GeneralError")]
    [InlineData(400, "UnauthorizedLoginAttempt", 401, null)]
    [InlineData(403, null, 401, null)]
    [InlineData(403, "GeneralError", 401, null)]
    [InlineData(403, "GeneralError", 403, "GeneralError")]
    [InlineData(403, "InsufficientPrivilege", 401, null)]
    [InlineData(403, "AccessDenied", 403, null)]
    [InlineData(200, null, 401, null)]
    [InlineData(201, null, 403, null)]
    [InlineData(406, null, 401, null)]
    [InlineData(415, null, 403, null)]
    public async Task Wrong_password_is_sent_twice_at_most_however_it_is_refused(int login, string? loginSays, int basic, string? basicSays)
    {
        using var bmc = new ScriptedBmc(asked => asked switch
        {
            { IsRoot: true } => ScriptedBmc.Root(),
            { IsLogin: true } => ScriptedBmc.Refusal(login, loginSays),
            _ => ScriptedBmc.Refusal(basic, basicSays),
        });
        var ledger = new MemoryLedger();
        var kinds = new List<FaultKind>();
        for (var command = 0; command < 8; command++) kinds.Add((await ConnectorTo(bmc, ledger).RefusedAsync(Connecting.Request("10.0.0.1", Wrong))).Kind);
        Assert.Equal(2, bmc.Passwords);
        Assert.Equal(FaultKind.LoginWithheld, kinds[^1]);
    }

    [Theory]
    [InlineData(404, 401)]
    [InlineData(404, 403)]
    [InlineData(405, 400)]
    [InlineData(501, 401)]
    public async Task Wrong_password_without_session_service_is_tried_twice_at_most(int login, int basic)
    {
        using var bmc = new ScriptedBmc(asked => asked switch
        {
            { IsRoot: true } => ScriptedBmc.Root(),
            { IsLogin: true } => ScriptedBmc.Reply(login),
            _ => ScriptedBmc.Reply(basic),
        });
        var ledger = new MemoryLedger();
        for (var command = 0; command < 8; command++) await ConnectorTo(bmc, ledger).RefusedAsync(Connecting.Request("10.0.0.1", Wrong));
        Assert.Equal(2, bmc.Requests.Count(asked => asked.IsBasic));
    }

    [Fact]
    public async Task Second_refusal_by_an_unclear_answer_leaves_no_try_for_a_login_with_each_request()
    {
        var logins = 0;
        using var bmc = new ScriptedBmc(asked => asked switch
        {
            { IsRoot: true } => ScriptedBmc.Root(),
            { IsLogin: true } => ScriptedBmc.Refusal(++logins == 1 ? 401 : 400, "GeneralError"),
            _ => ScriptedBmc.Reply(401),
        });
        var ledger = new MemoryLedger();
        for (var command = 0; command < 4; command++) await ConnectorTo(bmc, ledger).RefusedAsync(Connecting.Request("10.0.0.1", Wrong));
        Assert.Equal(2, bmc.Passwords);
        Assert.DoesNotContain(bmc.Requests, asked => asked.IsBasic);
    }

    [Fact]
    public async Task Login_that_works_with_each_request_clears_what_an_unclear_answer_counted()
    {
        using var bmc = new ScriptedBmc(asked => asked switch
        {
            { IsRoot: true } => ScriptedBmc.Root(),
            { IsLogin: true } => ScriptedBmc.Refusal(400, "GeneralError"),
            _ => ScriptedBmc.Reply(200, """{"Members":[]}"""),
        });
        var ledger = new MemoryLedger();
        for (var command = 0; command < 4; command++) await (await ConnectorTo(bmc, ledger).ConnectAsync(Connecting.Request("10.0.0.1"))).DisposeAsync();
        Assert.Equal(0, ledger.Refusals);
    }

    [Fact]
    public async Task Full_session_table_does_not_use_up_the_tries_of_a_right_password()
    {
        // This BMC takes no login without a session, and the password was never wrong.
        var isFull = true;
        using var bmc = new ScriptedBmc(asked => asked switch
        {
            { IsRoot: true } => ScriptedBmc.Root(),
            { IsLogin: true } => isFull ? ScriptedBmc.Refusal(400, "SessionLimitExceeded") : ScriptedBmc.Session("/redfish/v1/SessionService/Sessions/1"),
            { Token: not null } => ScriptedBmc.Reply(200, "{}"),
            _ => ScriptedBmc.Reply(401),
        });
        var ledger = new MemoryLedger();
        for (var command = 0; command < 4; command++)
            Assert.Equal(FaultKind.SessionsExhausted, (await ConnectorTo(bmc, ledger).RefusedAsync(Connecting.Request("10.0.0.1"))).Kind);
        Assert.Equal(1, bmc.Requests.Count(asked => asked.IsBasic));
        isFull = false;
        await using var connection = await ConnectorTo(bmc, ledger).ConnectAsync(Connecting.Request("10.0.0.1"));
        Assert.Equal(0, ledger.Refusals);
    }

    [Fact]
    public async Task Password_that_must_be_changed_is_not_counted_without_a_session_either()
    {
        using var bmc = new ScriptedBmc(asked => asked switch
        {
            { IsRoot: true } => ScriptedBmc.Root(),
            { IsLogin: true } => ScriptedBmc.Reply(404),
            _ => ScriptedBmc.Refusal(403, "PasswordChangeRequired"),
        });
        var ledger = new MemoryLedger();
        await ConnectorTo(bmc, ledger).RefusedAsync(Connecting.Request("10.0.0.1"));
        Assert.Equal(0, ledger.Refusals);
    }

    [Fact]
    public async Task Password_that_is_changed_under_a_login_with_each_request_is_sent_no_more()
    {
        var isChanged = false;
        using var bmc = new ScriptedBmc(asked => asked switch
        {
            { IsRoot: true } => ScriptedBmc.Root(),
            { IsLogin: true } => ScriptedBmc.Reply(404),
            { IsBasic: true } when !isChanged => ScriptedBmc.Reply(200, """{"Members":[]}"""),
            _ => ScriptedBmc.Reply(401),
        });
        await using var connection = await ConnectorTo(bmc, new MemoryLedger()).ConnectAsync(Connecting.Request("10.0.0.1"));
        isChanged = true;
        var before = bmc.Requests.Count(asked => asked.IsBasic);
        for (var read = 0; read < 6; read++) Connecting.Failure(await connection.Power.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, bmc.Requests.Count(asked => asked.IsBasic) - before);
    }

    [Theory]
    [InlineData("10.0.0.1", "https://10.0.0.1", "https://10.0.0.1:443/", "10.0.0.1:443", " 10.0.0.1/ ", "HTTPS://10.0.0.1", "[::ffff:10.0.0.1]")]
    [InlineData("bmc-7.example.net", "BMC-7.Example.NET", "https://bmc-7.example.net:443/", "bmc-7.example.net.")]
    [InlineData("2001:db8::7", "[2001:DB8::7]", "https://[2001:db8:0:0:0:0:0:7]:443", "[2001:db8::7]:443")]
    public async Task One_bmc_has_one_count_however_its_address_is_written(params string[] spellings)
    {
        using var bmc = new ScriptedBmc(asked => asked.IsRoot ? ScriptedBmc.Root() : ScriptedBmc.Reply(401));
        var ledger = new MemoryLedger();
        foreach (var address in spellings) await ConnectorTo(bmc, ledger).RefusedAsync(Connecting.Request(address, Wrong));
        Assert.Equal(2, bmc.Passwords);
    }

    [Fact]
    public async Task One_bmc_takes_one_login_at_a_time_however_its_address_is_written()
    {
        using var bmc = new ScriptedBmc(asked => asked.IsRoot ? ScriptedBmc.Root() : ScriptedBmc.Reply(401));
        var connector = ConnectorTo(bmc, new MemoryLedger());
        string[] spellings = ["10.0.0.1", "https://10.0.0.1", "10.0.0.1:443", "https://10.0.0.1:443/"];
        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => connector.RefusedAsync(Connecting.Request(spellings[n % spellings.Length], Wrong))));
        Assert.Equal(2, bmc.Passwords);
    }

    [Fact]
    public async Task Another_port_is_another_bmc()
    {
        using var bmc = new ScriptedBmc(asked => asked.IsRoot ? ScriptedBmc.Root() : ScriptedBmc.Reply(401));
        var ledger = new MemoryLedger();
        for (var command = 0; command < 3; command++)
        {
            await ConnectorTo(bmc, ledger).RefusedAsync(Connecting.Request("10.0.0.1:8443", Wrong));
            await ConnectorTo(bmc, ledger).RefusedAsync(Connecting.Request("10.0.0.1:9443", Wrong));
        }

        Assert.Equal(4, bmc.Passwords);
    }

    [Fact]
    public async Task Withheld_login_says_from_when_on_it_may_be_made_and_then_is_made()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
        var isCorrected = false;
        using var bmc = new ScriptedBmc(asked => asked switch
        {
            { IsRoot: true } => ScriptedBmc.Root(),
            { IsLogin: true } => isCorrected ? ScriptedBmc.Session("/redfish/v1/SessionService/Sessions/1") : ScriptedBmc.Reply(401),
            _ => ScriptedBmc.Reply(204),
        });
        var ledger = new MemoryLedger(time);
        for (var command = 0; command < 2; command++) await ConnectorTo(bmc, ledger).RefusedAsync(Connecting.Request("10.0.0.1"));
        isCorrected = true;
        var withheld = await ConnectorTo(bmc, ledger).RefusedAsync(Connecting.Request("10.0.0.1"));
        Assert.Equal(BmcDiagnostics.LoginWithheld.Code, withheld.Diagnostic.Code);
        Assert.Contains("2026-05-04 12:30:00 UTC", withheld.Diagnostic.Seen, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(30));
        await (await ConnectorTo(bmc, ledger).ConnectAsync(Connecting.Request("10.0.0.1"))).DisposeAsync();
        Assert.Equal(3, bmc.Passwords);
    }

    private static RedfishConnector ConnectorTo(ScriptedBmc bmc, MemoryLedger ledger) => Connecting.Connector(ledger, handlers: () => bmc);
}
