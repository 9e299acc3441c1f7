using System.Net;
using System.Text.Json;
using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Tests.Testing;

namespace Provisioning.Simulator.Tests.Faults;

public sealed class WireFaultTests
{
    private const string System1 = "/redfish/v1/Systems/1";
    private const string Reset = System1 + "/Actions/ComputerSystem.Reset";

    [Fact]
    public async Task Dropped_connection_after_execution_leaves_the_machine_on_and_the_client_without_reply()
    {
        await using var rack = await TestRack.StartAsync();
        var server = rack.Servers[0];
        server.AddFault(FaultRule.Of(new WireFault.Drop(Execute: true), "POST", "*/ComputerSystem.Reset"));
        using var client = new RackClient(rack, server);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(HttpMethod.Post, Reset, """{ "ResetType": "On" }"""));
        Assert.Equal("On", server.PowerState);
        Assert.Equal(0, server.WaitingFaults);
        await client.GetAsync(System1);
    }

    [Fact]
    public async Task Dropped_connection_before_execution_changes_nothing()
    {
        await using var rack = await TestRack.StartAsync();
        var server = rack.Servers[0];
        server.AddFault(FaultRule.Of(new WireFault.Drop(Execute: false), "POST"));
        using var client = new RackClient(rack, server);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(HttpMethod.Post, Reset, """{ "ResetType": "On" }"""));
        Assert.Equal("Off", server.PowerState);
    }

    [Fact]
    public async Task Fault_meets_only_the_requests_it_names_after_those_it_skips_and_as_often_as_it_says()
    {
        await using var rack = await TestRack.StartAsync();
        var server = rack.Servers[0];
        server.AddFault(FaultRule.Of(new WireFault.Refuse(503, TimeSpan.FromSeconds(7)), "GET", System1, count: 2, skip: 1));
        using var client = new RackClient(rack, server);
        await client.GetAsync("/redfish/v1/Managers");
        await client.GetAsync(System1);
        using var refused = await client.SendAsync(HttpMethod.Get, System1);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter!.Delta);
        await client.GetAsync(System1, HttpStatusCode.ServiceUnavailable);
        await client.GetAsync(System1);
    }

    [Fact]
    public async Task Body_that_hangs_in_the_middle_gives_its_first_half_only()
    {
        await using var rack = await TestRack.StartAsync();
        rack.Servers[0].AddFault(FaultRule.Of(new WireFault.HangMidBody(), "GET", System1));
        using var client = new RackClient(rack, rack.Servers[0]);
        using var response = await client.Http.GetAsync(System1, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var half = (int)(response.Content.Headers.ContentLength!.Value / 2);
        await stream.ReadExactlyAsync(new byte[half], TestContext.Current.CancellationToken);
        var more = stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask();
        var first = await Task.WhenAny(more, Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.NotSame(more, first);
    }

    [Fact]
    public async Task Malformed_and_huge_bodies_are_what_they_say()
    {
        await using var rack = await TestRack.StartAsync();
        rack.Servers[0].AddFault(FaultRule.Of(new WireFault.MalformedJson(), "GET", System1));
        using var client = new RackClient(rack, rack.Servers[0]);
        await Assert.ThrowsAnyAsync<JsonException>(() => client.GetAsync(System1));
        rack.Servers[0].AddFault(FaultRule.Of(new WireFault.HugeBody(3), "GET", System1));
        using var huge = await client.SendAsync(HttpMethod.Get, System1);
        var bytes = await huge.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(bytes.Length > 3 << 20);
    }

    [Fact]
    public async Task Redirects_never_end()
    {
        await using var rack = await TestRack.StartAsync();
        rack.Servers[0].AddFault(FaultRule.Of(new WireFault.RedirectLoop(), "GET", System1));
        using var client = new RackClient(rack, rack.Servers[0]);
        var seen = new HashSet<string>();
        var path = System1;
        for (var turn = 0; turn < 30; turn++)
        {
            using var response = await client.SendAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
            path = response.Headers.Location!.ToString();
            Assert.True(seen.Add(path));
        }
    }

    [Fact]
    public async Task Certificate_and_serial_can_change_under_way()
    {
        await using var rack = await TestRack.StartAsync();
        var server = rack.Servers[0];
        var before = server.Fingerprint;
        server.ReplaceCertificate();
        server.ReplaceSerial("OTHER01");
        using var client = new RackClient(rack, server);
        Assert.Equal("OTHER01", (await client.GetAsync(System1))["SerialNumber"]!.GetValue<string>());
        Assert.NotEqual(before, client.LastFingerprint);
        Assert.Equal(server.Fingerprint, client.LastFingerprint);
    }

    [Fact]
    public async Task Rack_ends_though_a_request_hangs()
    {
        var rack = await TestRack.StartAsync();
        rack.Servers[0].AddFault(FaultRule.Of(new WireFault.Hang(Execute: true), "GET", System1));
        using var client = new RackClient(rack, rack.Servers[0]);
        var hanging = client.SendAsync(HttpMethod.Get, System1);
        await TestRack.UntilAsync(() => rack.Servers[0].WaitingFaults == 0);
        await rack.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task Ignored_reset_and_full_session_table_answer_as_if_all_were_well_or_full()
    {
        await using var rack = await TestRack.StartAsync();
        var server = rack.Servers[0];
        server.AddFault(FaultRule.Of(new BmcFault.IgnoreReset()));
        server.AddFault(FaultRule.Of(new BmcFault.SessionTableFull()));
        using var client = new RackClient(rack, server);
        await client.ExpectAsync(HttpMethod.Post, Reset, """{ "ResetType": "On" }""", HttpStatusCode.NoContent);
        Assert.Equal("Off", server.PowerState);
        var login = $$"""{ "UserName": "{{server.Credentials.UserName}}", "Password": "{{server.Credentials.Password}}" }""";
        await client.ExpectAsync(HttpMethod.Post, "/redfish/v1/SessionService/Sessions", login, HttpStatusCode.ServiceUnavailable);
        await client.ExpectAsync(HttpMethod.Post, "/redfish/v1/SessionService/Sessions", login, HttpStatusCode.Created);
    }
}
