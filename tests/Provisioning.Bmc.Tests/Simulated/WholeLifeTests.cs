using Provisioning.Bmc.Tests.Testing;
using Provisioning.Engine.Bios;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Inventories;
using Provisioning.Model.Bios;
using Provisioning.Model.Booting;
using Provisioning.Model.Collections;
using Provisioning.Model.Powering;
using Provisioning.Simulator.Racks;

namespace Provisioning.Bmc.Tests.Simulated;

/// <summary>What the engine does with a server from the first look to the last, against a BMC that really does it.</summary>
public sealed class WholeLifeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("generic")]
    [InlineData("tasks")]
    public async Task Whole_life_takes_at_most_forty_requests_and_leaves_no_session(string personality)
    {
        await using var rack = await RackFixture.StartAsync(server => server with { Personality = personality });
        await using var images = await ImageServer.StartAsync();
        var ledger = new MemoryLedger();
        var server = rack.Server;
        await using (var connection = await Connecting.Connector(ledger).ConnectAsync(Connecting.Request(server.Endpoint)))
        {
            Assert.Equal("default", connection.CredentialName);
            Assert.Equal(server.Fingerprint.ToLowerInvariant(), connection.Fingerprint);
            await EnrolAsync(connection, server);
            await ConfigureAsync(connection);
            await BootFromMediaAsync(connection, server, images.Image);
            Assert.Equal("Disabled", server.Bios["ProcTurboMode"]);
            var after = Connecting.Value(await connection.Bios.ReadAsync(["ProcTurboMode"], Token));
            Assert.Equal("Disabled", after.Current["ProcTurboMode"]);
            Assert.Empty(after.Pending);
            await DoneAsync(connection, await connection.Media.EjectAsync(Token));
            Assert.Null(server.InsertedImage);
            Assert.Single(ledger.Open);
            if (personality == "generic") Assert.InRange(connection.RequestCount, 1, 39);
            Assert.Equal(connection.RequestCount, server.RequestCount);
        }

        Assert.Equal(0, server.OpenSessions);
        Assert.Empty(ledger.Open);
    }

    [Fact]
    public async Task Second_look_with_the_capability_record_takes_seven_requests()
    {
        await using var rack = await RackFixture.StartAsync();
        var connector = Connecting.Connector(new MemoryLedger());
        string capabilities;
        await using (var first = await connector.ConnectAsync(Connecting.Request(rack.Server.Endpoint)))
        {
            await LookAsync(first);
            capabilities = first.Capabilities;
        }

        rack.Server.ForgetRequests();
        await using (var second = await connector.ConnectAsync(Connecting.Request(rack.Server.Endpoint) with { Capabilities = capabilities }))
        {
            await LookAsync(second);
        }

        Assert.InRange(rack.Server.RequestCount, 1, 7);
    }

    [Fact]
    public async Task Capability_record_of_another_version_is_not_used()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await Connecting.Connector(new MemoryLedger())
            .ConnectAsync(Connecting.Request(rack.Server.Endpoint) with { Capabilities = """{"version":999,"systems":"/nowhere"}""" });
        var identity = Connecting.Value(await connection.Inventory.ReadAsync(InventoryScope.Identity, Token)).Identity;
        Assert.Equal(rack.Server.Definition.Serial, identity.Serial);
    }

    [Fact]
    public async Task Media_that_are_inserted_are_ejected_before_others_are_inserted()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var images = await ImageServer.StartAsync();
        await using var connection = await Connecting.Connector(new MemoryLedger()).ConnectAsync(Connecting.Request(rack.Server.Endpoint));
        Connecting.Value(await connection.Media.InsertAsync(images.Image, Token));
        var other = new Uri(images.Image, "disc.iso?second");
        Connecting.Value(await connection.Media.InsertAsync(other, Token));
        Assert.Equal(other.ToString(), Connecting.Value(await connection.Media.ReadAsync(Token)).Image);
        Connecting.Value(await connection.Media.EjectAsync(Token));
        rack.Server.ForgetRequests();
        Connecting.Value(await connection.Media.EjectAsync(Token));
        Assert.DoesNotContain(rack.Server.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Power_that_is_on_already_is_a_success_and_restart_from_off_powers_on()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await Connecting.Connector(new MemoryLedger()).ConnectAsync(Connecting.Request(rack.Server.Endpoint));
        Connecting.Value(await connection.Power.ActAsync(PowerAction.ForceRestart, Token));
        await rack.Server.SettledAsync(Token);
        Assert.Equal("On", rack.Server.PowerState);
        Connecting.Value(await connection.Power.ActAsync(PowerAction.On, Token));
        Connecting.Value(await connection.Power.ActAsync(PowerAction.ForceOff, Token));
        await rack.Server.SettledAsync(Token);
        Assert.Equal(PowerState.Off, Connecting.Value(await connection.Power.ReadAsync(Token)).State);
    }

    [Fact]
    public async Task Event_log_tail_has_the_newest_entries_first_and_no_more_than_asked_for()
    {
        await using var rack = await RackFixture.StartAsync();
        rack.Server.AddLogEntry("Warning", "Fan 3 is slow");
        rack.Server.AddLogEntry("Critical", "Fan 3 stands still");
        await using var connection = await Connecting.Connector(new MemoryLedger()).ConnectAsync(Connecting.Request(rack.Server.Endpoint));
        var lines = Connecting.Value(await connection.Tasks.ReadEventLogTailAsync(2, Token));
        Assert.Equal(2, lines.Count);
        Assert.Contains(lines, line => line.EndsWith("Critical Fan 3 stands still", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Role_of_the_own_account_is_told()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await Connecting.Connector(new MemoryLedger()).ConnectAsync(Connecting.Request(rack.Server.Endpoint));
        Assert.Equal("Administrator", Connecting.Value(await connection.Accounts.ReadOwnRoleAsync(Token)));
    }

    [Fact]
    public async Task Bmc_restarts_and_is_found_again()
    {
        await using var rack = await RackFixture.StartAsync(server => server with { BmcResetTime = TimeSpan.FromMilliseconds(200) });
        await using var connection = await Connecting.Connector(new MemoryLedger()).ConnectAsync(Connecting.Request(rack.Server.Endpoint));
        Connecting.Value(await connection.Configuration.ResetAsync(Token));
        Assert.Equal(1, rack.Server.BmcResets);
    }

    private static async Task EnrolAsync(IBmcConnection connection, RackServer server)
    {
        var inventory = Connecting.Value(await connection.Inventory.ReadAsync(InventoryScope.Full, Token));
        Assert.Equal((server.Definition.Serial, server.Definition.Uuid), (inventory.Identity.Serial, inventory.Identity.Uuid));
        Assert.Equal((server.Definition.Processors, (long)server.Definition.MemoryMebiBytes), (inventory.ProcessorCount!.Value, inventory.MemoryMib!.Value));
        Assert.Equal(server.Definition.MacAddresses, inventory.Interfaces.Select(nic => nic.Mac).ToValueArray());
        var disk = Assert.Single(inventory.Drives);
        Assert.Equal((server.Definition.Disks[0].Serial, "nvme"), (disk.Serial, disk.Type));
        Assert.Equal(PowerState.Off, Connecting.Value(await connection.Power.ReadAsync(Token)).State);
        var firmware = Connecting.Value(await connection.Firmware.ReadAsync(Token));
        Assert.Equal(["bios", "bmc"], firmware.Select(entry => entry.Role).OfType<string>().Order(StringComparer.Ordinal));
    }

    private static async Task ConfigureAsync(IBmcConnection connection)
    {
        await DoneAsync(connection, await connection.Configuration.SetNtpAsync(["192.0.2.1", "ntp.example"], Token));
        await DoneAsync(connection, await connection.Configuration.SetHostNameAsync("bmc-n01", Token));
        var settings = Connecting.Value(await connection.Configuration.ReadAsync(Token));
        Assert.Equal(("bmc-n01", true), (settings.HostName, settings.NtpEnabled));
        Assert.Equal(new ValueArray<string>().AddRange(["192.0.2.1", "ntp.example"]), settings.NtpServers);
        Assert.NotNull(settings.Clock);
        var attributes = ValueMap<string, string>.Empty.Set("ProcTurboMode", "Disabled").Set("QuietBoot", "false").Set("BootTimeoutSeconds", "7");
        var bios = Connecting.Value(await connection.Bios.ReadAsync([.. attributes.Keys], Token));
        Assert.Equal(3, bios.Entries.Count);
        Assert.Empty(BiosProfileValidator.Validate(new BiosProfile { Name = "p", Attributes = attributes }, bios));
        Connecting.Value(await connection.Bios.WriteAsync(attributes, Token));
        var pending = Connecting.Value(await connection.Bios.ReadAsync([.. attributes.Keys], Token)).Pending;
        Assert.Equal(attributes, pending);
    }

    private static async Task BootFromMediaAsync(IBmcConnection connection, RackServer server, Uri image)
    {
        await DoneAsync(connection, await connection.Media.InsertAsync(image, Token));
        var medium = Connecting.Value(await connection.Media.ReadAsync(Token));
        Assert.Equal((image.ToString(), true), (medium.Image, medium.Inserted));
        await DoneAsync(connection, await connection.Boot.SetAsync(new BootOverride(BootTarget.Cd, true), Token));
        Assert.Equal(new BootOverride(BootTarget.Cd, true), Connecting.Value(await connection.Boot.ReadAsync(Token)));
        await DoneAsync(connection, await connection.Power.ActAsync(PowerAction.On, Token));
        await server.SettledAsync(Token);
        Assert.Equal(PowerState.On, Connecting.Value(await connection.Power.ReadAsync(Token)).State);
    }

    private static async Task DoneAsync(IBmcConnection connection, Model.Faults.PortResult<Acceptance> accepted)
    {
        if (Connecting.Value(accepted).TaskUri is not { } uri) return;
        for (var look = 0; look < 250; look++)
        {
            var task = Connecting.Value(await connection.Tasks.ReadAsync(uri, Token));
            Assert.NotEqual(BmcTaskState.Failed, task.State);
            if (task.State == BmcTaskState.Completed) return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }

        Assert.Fail($"{uri} does not end.");
    }

    private static async Task LookAsync(IBmcConnection connection)
    {
        Connecting.Value(await connection.Inventory.ReadAsync(InventoryScope.Identity, Token));
        Connecting.Value(await connection.Bios.ReadAsync(["ProcTurboMode"], Token));
        Connecting.Value(await connection.Configuration.ReadAsync(Token));
        Connecting.Value(await connection.Firmware.ReadAsync(Token));
    }
}
