using System.Net;
using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Racks;
using Provisioning.Simulator.Tests.Testing;

namespace Provisioning.Simulator.Tests.Redfish;

public sealed class BootAndPowerTests
{
    private const string System1 = "/redfish/v1/Systems/1";
    private const string Reset = System1 + "/Actions/ComputerSystem.Reset";
    private const string Override = """{ "Boot": { "BootSourceOverrideTarget": "Cd", "BootSourceOverrideEnabled": "Once" } }""";

    [Fact]
    public async Task Override_for_once_is_spent_by_one_boot_and_a_continuous_one_is_not()
    {
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0]);
        await client.ExpectAsync(HttpMethod.Patch, System1, Override, HttpStatusCode.OK);
        await PowerAsync(rack, client, "On");
        Assert.Equal("Disabled", (await client.GetAsync(System1))["Boot"]!["BootSourceOverrideEnabled"]!.GetValue<string>());
        await client.ExpectAsync(HttpMethod.Patch, System1, Override.Replace("Once", "Continuous"), HttpStatusCode.OK);
        await PowerAsync(rack, client, "ForceRestart");
        Assert.Equal("Continuous", (await client.GetAsync(System1))["Boot"]!["BootSourceOverrideEnabled"]!.GetValue<string>());
        Assert.Equal(2, rack.Servers[0].BootCount);
    }

    [Fact]
    public async Task Post_takes_its_time_and_applies_the_pending_bios_settings_at_its_end()
    {
        var clock = new ManualClock();
        await using var rack = await TestRack.StartAsync(server => server with { PostTime = TimeSpan.FromSeconds(90) }, options: new RackOptions { Time = clock });
        var server = rack.Servers[0];
        using var client = new RackClient(rack, server);
        await client.ExpectAsync(HttpMethod.Patch, System1 + "/Bios/Settings", """{ "Attributes": { "ProcTurboMode": "Disabled", "ProcCores": 4 } }""", HttpStatusCode.OK);
        await client.ExpectAsync(HttpMethod.Post, Reset, """{ "ResetType": "On" }""", HttpStatusCode.NoContent);
        clock.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal("PrimaryProcessorInitializationStarted", server.BootProgress);
        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
        clock.Advance(TimeSpan.FromSeconds(1));
        await server.SettledAsync(TestContext.Current.CancellationToken);
        Assert.Equal("OSRunning", server.BootProgress);
        Assert.Equal("Disabled", server.Bios["ProcTurboMode"]);
        Assert.Empty(server.PendingBios);
        var bios = await client.GetAsync(System1 + "/Bios");
        Assert.Equal(4, bios["Attributes"]!["ProcCores"]!.GetValue<int>());
        Assert.Equal(2, bios["@Redfish.Settings"]!["Messages"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{ "NoSuch": 1 }""", "PropertyUnknown")]
    [InlineData("""{ "ProcModel": "x" }""", "PropertyNotWritable")]
    [InlineData("""{ "ProcTurboMode": "Maybe" }""", "PropertyValueNotInList")]
    [InlineData("""{ "ProcTurboMode": true }""", "PropertyValueTypeError")]
    [InlineData("""{ "ProcCores": 129 }""", "PropertyValueOutOfRange")]
    [InlineData("""{ "MemRefreshPercent": 60 }""", "PropertyValueOutOfRange")]
    [InlineData("""{ "ProcCores": "4" }""", "PropertyValueTypeError")]
    public async Task Bios_setting_that_the_registry_does_not_allow_is_refused_and_nothing_is_pending(string attributes, string message)
    {
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0]);
        var body = $$"""{ "Attributes": {{attributes}} }""";
        var error = await client.ExpectAsync(HttpMethod.Patch, System1 + "/Bios/Settings", body, HttpStatusCode.BadRequest);
        Assert.EndsWith(message, error["error"]!["@Message.ExtendedInfo"]![0]!["MessageId"]!.GetValue<string>());
        Assert.Empty(rack.Servers[0].PendingBios);
    }

    [Fact]
    public async Task Rejected_bios_setting_keeps_its_old_value_and_says_so()
    {
        await using var rack = await TestRack.StartAsync();
        var server = rack.Servers[0];
        server.AddFault(FaultRule.Of(new BmcFault.RejectBiosSetting("ProcTurboMode")));
        using var client = new RackClient(rack, server);
        await client.ExpectAsync(HttpMethod.Patch, System1 + "/Bios/Settings", """{ "Attributes": { "ProcTurboMode": "Disabled", "ProcCores": 4 } }""", HttpStatusCode.OK);
        await PowerAsync(rack, client, "On");
        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
        Assert.Equal("4", server.Bios["ProcCores"]);
        var messages = (await client.GetAsync(System1 + "/Bios"))["@Redfish.Settings"]!["Messages"]!.AsArray();
        Assert.Single(messages, message => message!["MessageId"]!.GetValue<string>().EndsWith("PropertyValueConflict", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reset_that_does_not_fit_is_refused()
    {
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0]);
        await client.ExpectAsync(HttpMethod.Post, Reset, """{ "ResetType": "Explode" }""", HttpStatusCode.BadRequest);
        await client.ExpectAsync(HttpMethod.Post, Reset, "{}", HttpStatusCode.BadRequest);
        await client.ExpectAsync(HttpMethod.Post, Reset, """{ "ResetType": "ForceRestart" }""", HttpStatusCode.Conflict);
        Assert.Equal("Off", rack.Servers[0].PowerState);
    }

    [Fact]
    public async Task Bmc_that_resets_itself_is_away_and_comes_back_without_sessions()
    {
        var clock = new ManualClock();
        await using var rack = await TestRack.StartAsync(server => server with { BmcResetTime = TimeSpan.FromSeconds(60) }, options: new RackOptions { Time = clock });
        var server = rack.Servers[0];
        using var client = new RackClient(rack, server);
        await client.ExpectAsync(HttpMethod.Post, "/redfish/v1/Managers/bmc/Actions/Manager.Reset", """{ "ResetType": "GracefulRestart" }""", HttpStatusCode.NoContent);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/redfish/v1/"));
        clock.Advance(TimeSpan.FromSeconds(61));
        await client.GetAsync("/redfish/v1/Managers/bmc");
        Assert.Equal(1, server.BmcResets);
    }

    [Fact]
    public async Task Ntp_and_host_name_are_kept()
    {
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0]);
        const string Path = "/redfish/v1/Managers/bmc/NetworkProtocol";
        await client.ExpectAsync(HttpMethod.Patch, Path, """{ "HostName": "node-1", "NTP": { "ProtocolEnabled": true, "NTPServers": ["192.0.2.1"] } }""", HttpStatusCode.OK);
        var network = await client.GetAsync(Path);
        Assert.Equal("node-1", network["HostName"]!.GetValue<string>());
        Assert.Equal("192.0.2.1", network["NTP"]!["NTPServers"]![0]!.GetValue<string>());
        await client.ExpectAsync(HttpMethod.Patch, Path, """{ "HostName": "no blanks" }""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Work_is_a_task_where_the_personality_says_so()
    {
        await using var rack = await TestRack.StartAsync(server => server with { Personality = "tasks" });
        var server = rack.Servers[0];
        using var client = new RackClient(rack, server);
        const string System = "/redfish/v1/Systems/System.Main";
        using var accepted = await client.SendAsync(HttpMethod.Patch, System + "/Bios/Settings", """{ "Attributes": { "ProcTurboMode": "Disabled" } }""");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var monitor = accepted.Headers.Location!.ToString();
        Assert.Equal("Pending", (await client.GetAsync(monitor, HttpStatusCode.Accepted))["TaskState"]!.GetValue<string>());
        await client.ExpectAsync(HttpMethod.Post, System + "/Actions/ComputerSystem.Reset", """{ "ResetType": "On" }""", HttpStatusCode.Accepted);
        await server.SettledAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Completed", (await client.GetAsync(monitor))["TaskState"]!.GetValue<string>());

        await client.ExpectAsync(HttpMethod.Patch, System + "/Bios/Settings", """{ "Attributes": { "ProcTurboMode": "Enabled" } }""", HttpStatusCode.Accepted);
        server.AddFault(FaultRule.Of(new BmcFault.FailTask()));
        await client.ExpectAsync(HttpMethod.Post, System + "/Actions/ComputerSystem.Reset", """{ "ResetType": "ForceRestart" }""", HttpStatusCode.Accepted);
        await server.SettledAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Disabled", server.Bios["ProcTurboMode"]);
    }

    private static async Task PowerAsync(Rack rack, RackClient client, string type)
    {
        await client.ExpectAsync(HttpMethod.Post, Reset, $$"""{ "ResetType": "{{type}}" }""", HttpStatusCode.NoContent);
        await rack.Servers[0].SettledAsync(TestContext.Current.CancellationToken);
    }
}
