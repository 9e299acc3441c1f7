using Provisioning.Simulator.Racks;
using Provisioning.Simulator.Tests.Testing;

namespace Provisioning.Simulator.Tests.Clients;

/// <summary>DMTF's redfishtool against the rack.</summary>
public sealed class RedfishtoolTests
{
    private const string Program = "/usr/bin/redfishtool";

    [Theory]
    [InlineData("Basic")]
    [InlineData("Session")]
    public async Task Redfishtool_reads_the_inventory_sets_a_boot_override_and_resets(string authentication)
    {
        Assert.SkipUnless(File.Exists(Program), "redfishtool is not installed (apt-get install redfishtool)");
        await using var rack = await TestRack.StartAsync();
        var server = rack.Servers[0];

        Assert.Contains("\"RedfishVersion\"", await RunAsync(server, authentication, "root"));
        var system = await RunAsync(server, authentication, "Systems", "-I", "1", "get");
        Assert.Contains(server.Definition.Serial, system);
        Assert.Contains("CPU1", await RunAsync(server, authentication, "Systems", "-I", "1", "Processors", "list"));
        Assert.Contains("BMC", await RunAsync(server, authentication, "Managers", "-I", "bmc", "get"));

        await RunAsync(server, authentication, "Systems", "-I", "1", "setBootOverride", "Once", "Cd");
        using (var client = new RackClient(rack, server))
        {
            var boot = (await client.GetAsync("/redfish/v1/Systems/1"))["Boot"]!;
            Assert.Equal("Once", boot["BootSourceOverrideEnabled"]!.GetValue<string>());
            Assert.Equal("Cd", boot["BootSourceOverrideTarget"]!.GetValue<string>());
        }

        await RunAsync(server, authentication, "Systems", "-I", "1", "reset", "On");
        await server.SettledAsync(TestContext.Current.CancellationToken);
        Assert.Equal("On", server.PowerState);
        Assert.Equal(1, server.BootCount);
        await RunAsync(server, authentication, "Systems", "-I", "1", "reset", "ForceOff");
        await server.SettledAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Off", server.PowerState);
        Assert.Equal(0, server.OpenSessions);
        Assert.Equal(authentication == "Session", server.SessionsOpened > 0);
    }

    private static async Task<string> RunAsync(RackServer server, string authentication, params string[] command)
    {
        var (code, output) = await ForeignClient.RunAsync(
            Program,
            ["-r", server.Endpoint.Authority, "-u", server.Credentials.UserName, "-p", server.Credentials.Password, "-S", "Always", "-A", authentication, .. command]);
        Assert.True(code == 0, $"redfishtool {string.Join(' ', command)} ended with {code}:\n{output}");
        return output;
    }
}
