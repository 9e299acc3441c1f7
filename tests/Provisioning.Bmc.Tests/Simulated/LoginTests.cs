using System.Text;
using Provisioning.Bmc.Tests.Testing;
using Provisioning.Engine.Inventories;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;
using Provisioning.Model.Security;
using Provisioning.Simulator.Faults;

namespace Provisioning.Bmc.Tests.Simulated;

public sealed class LoginTests
{
    private static readonly Credential Wrong = new("wrong", "admin", new Secret("not-the-password"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_password_is_sent_twice_at_most_over_ten_connections()
    {
        await using var rack = await RackFixture.StartAsync();
        var ledger = new MemoryLedger();
        var kinds = new List<FaultKind>();
        for (var command = 0; command < 10; command++)
        {
            // Each command is another process: only the ledger remembers.
            kinds.Add((await Connecting.Connector(ledger).RefusedAsync(Connecting.Request(rack.Server.Endpoint, Wrong))).Kind);
        }

        Assert.Equal(2, rack.Server.FailedLogins);
        Assert.Equal([FaultKind.AuthenticationFailed, FaultKind.AuthenticationFailed], kinds.Take(2));
        Assert.All(kinds.Skip(2), kind => Assert.Equal(FaultKind.LoginWithheld, kind));
    }

    [Fact]
    public async Task Wrong_password_is_sent_twice_at_most_by_ten_connections_at_once()
    {
        await using var rack = await RackFixture.StartAsync();
        var connector = Connecting.Connector(new MemoryLedger());
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => connector.RefusedAsync(Connecting.Request(rack.Server.Endpoint, Wrong))));
        Assert.Equal(2, rack.Server.FailedLogins);
    }

    [Fact]
    public async Task Second_credential_is_tried_when_the_first_is_refused()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await Connecting.Connector(new MemoryLedger()).ConnectAsync(Connecting.Request(rack.Server.Endpoint, Wrong, Connecting.Login));
        Assert.Equal("default", connection.CredentialName);
        Assert.Equal(1, rack.Server.FailedLogins);
    }

    [Fact]
    public async Task Refusal_names_the_credential_and_never_the_password()
    {
        await using var rack = await RackFixture.StartAsync();
        var fault = await Connecting.Connector(new MemoryLedger()).RefusedAsync(Connecting.Request(rack.Server.Endpoint, Wrong));
        Assert.Equal(BmcDiagnostics.LoginRefused.Code, fault.Diagnostic.Code);
        var text = $"{fault} {fault.Diagnostic.Detail} {fault.Evidence}";
        Assert.Contains("wrong", text, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_credential_is_a_fault_without_a_login()
    {
        await using var rack = await RackFixture.StartAsync();
        var fault = await Connecting.Connector(new MemoryLedger()).RefusedAsync(Connecting.Request(rack.Server.Endpoint) with { Credentials = [] });
        Assert.Equal(BmcDiagnostics.CredentialMissing.Code, fault.Diagnostic.Code);
    }

    [Fact]
    public async Task Login_goes_with_each_request_when_all_sessions_are_taken()
    {
        await using var rack = await RackFixture.StartAsync();
        rack.Server.AddFault(FaultRule.Of(new BmcFault.SessionTableFull(), count: null));
        await using var connection = await Connecting.Connector(new MemoryLedger()).ConnectAsync(Connecting.Request(rack.Server.Endpoint));
        Connecting.Value(await connection.Inventory.ReadAsync(InventoryScope.Full, Token));
        Assert.Equal(0, rack.Server.SessionsOpened);
        Assert.Equal(0, rack.Server.FailedLogins);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task Login_goes_with_each_request_when_there_is_no_session_service(int status)
    {
        await using var rack = await RackFixture.StartAsync();
        rack.Server.AddFault(FaultRule.Of(new WireFault.Refuse(status, null), "POST", "*/Sessions", count: null));
        await using var connection = await Connecting.Connector(new MemoryLedger()).ConnectAsync(Connecting.Request(rack.Server.Endpoint));
        Connecting.Value(await connection.Power.ReadAsync(Token));
    }

    [Fact]
    public async Task Wrong_password_without_session_service_counts_too()
    {
        await using var rack = await RackFixture.StartAsync();
        rack.Server.AddFault(FaultRule.Of(new WireFault.Refuse(404, null), "POST", "*/Sessions", count: null));
        var ledger = new MemoryLedger();
        for (var command = 0; command < 5; command++) await Connecting.Connector(ledger).RefusedAsync(Connecting.Request(rack.Server.Endpoint, Wrong));
        Assert.Equal(2, rack.Server.FailedLogins);
    }

    [Fact]
    public async Task Session_that_is_gone_is_made_again_once()
    {
        await using var rack = await RackFixture.StartAsync();
        var ledger = new MemoryLedger();
        await using (var connection = await Connecting.Connector(ledger).ConnectAsync(Connecting.Request(rack.Server.Endpoint)))
        {
            rack.Server.AddFault(FaultRule.Of(new WireFault.Refuse(401, null), "GET", "*/Systems*"));
            Connecting.Value(await connection.Power.ReadAsync(Token));
            Assert.Equal(2, rack.Server.SessionsOpened);
            rack.Server.AddFault(FaultRule.Of(new WireFault.Refuse(401, null), "GET", "*/Systems*", count: 2));
            Assert.Equal(FaultKind.SessionExpired, Connecting.Failure(await connection.Power.ReadAsync(Token)).Kind);
        }

        Assert.Empty(ledger.Open);
    }

    [Fact]
    public async Task Sessions_of_an_engine_that_was_killed_are_deleted_at_the_next_connection()
    {
        await using var rack = await RackFixture.StartAsync();
        var ledger = new MemoryLedger();
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var client = new HttpClient(handler) { BaseAddress = rack.Server.Endpoint };
        using var body = new StringContent("""{"UserName":"admin","Password":"rack-admin-01"}""", Encoding.UTF8, "application/json");
        using var left = await client.PostAsync(new Uri("redfish/v1/SessionService/Sessions", UriKind.Relative), body, Token);
        ledger.Orphans.Add(left.Headers.Location!.ToString());
        ledger.Orphans.Add("/redfish/v1/SessionService/Sessions/long-gone");
        await using (var connection = await Connecting.Connector(ledger).ConnectAsync(Connecting.Request(rack.Server.Endpoint)))
        {
            Assert.Equal(1, rack.Server.OpenSessions);
            Assert.Empty(ledger.Orphans);
        }

        Assert.Equal(0, rack.Server.OpenSessions);
    }
}
