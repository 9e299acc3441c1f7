using Provisioning.Simulator.Tests.Testing;

namespace Provisioning.Simulator.Tests.Clients;

/// <summary>OpenStack's sushy against the rack, with the rack's CA as the only trusted one.</summary>
public sealed class SushyTests
{
    private const string Python = "/usr/bin/python3";
    private const string Script =
        """
        import sys, logging
        import sushy
        from sushy import auth
        endpoint, ca, user, password, mode, image = sys.argv[1:7]
        credentials = auth.BasicAuth(user, password) if mode == "basic" else auth.SessionAuth(user, password)
        root = sushy.Sushy(endpoint + "redfish/v1/", auth=credentials, verify=ca)
        system = root.get_system_collection().get_members()[0]
        print("serial", system.serial_number)
        print("memory", system.memory_summary.size_gib)
        print("cpus", len(system.processors.get_members()))
        print("macs", sorted(system.ethernet_interfaces.summary))
        print("drives", [d.serial_number for s in system.storage.get_members() for d in s.drives])
        print("bios", system.bios.attributes["ProcTurboMode"])
        system.bios.set_attribute("ProcTurboMode", "Disabled")
        system.bios.invalidate(force_refresh=True)
        print("pending", system.bios.pending_attributes)
        manager = system.managers[0]
        print("manager", manager.firmware_version)
        drive = [m for m in manager.virtual_media.get_members() if sushy.VIRTUAL_MEDIA_CD in m.media_types][0]
        drive.insert_media(image)
        drive.invalidate(force_refresh=True)
        print("inserted", drive.inserted, drive.image)
        system.set_system_boot_options(sushy.BOOT_SOURCE_TARGET_CD, enabled=sushy.BOOT_SOURCE_ENABLED_ONCE)
        system.reset_system(sushy.RESET_ON)
        system.invalidate(force_refresh=True)
        print("power", system.power_state.value)
        print("turbo", system.bios.attributes["ProcTurboMode"])
        drive.eject_media()
        drive.invalidate(force_refresh=True)
        print("ejected", drive.inserted)
        system.reset_system(sushy.RESET_FORCE_OFF)
        for component in root.get_update_service().firmware_inventory.get_members():
            print("firmware", component.identity, component.version)
        if mode == "session":
            credentials.close()
        """;

    [Theory]
    [InlineData("basic")]
    [InlineData("session")]
    public async Task Sushy_does_inventory_bios_virtual_media_override_and_power(string mode)
    {
        Assert.SkipUnless(File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/sushy"), "sushy is not installed (apt-get install python3-sushy)");
        await using var images = await ImageServer.StartAsync(new byte[100_000]);
        await using var rack = await TestRack.StartAsync();
        var server = rack.Servers[0];
        var authority = Path.GetTempFileName();
        await File.WriteAllTextAsync(authority, rack.AuthorityPem, TestContext.Current.CancellationToken);
        try
        {
            var (code, output) = await ForeignClient.RunAsync(
                Python,
                ["-W", "ignore", "-c", Script, server.Endpoint.ToString(), authority, server.Credentials.UserName, server.Credentials.Password, mode, images.Url()]);
            Assert.True(code == 0, output);
            Assert.Contains($"serial {server.Definition.Serial}", output);
            Assert.Contains("cpus 2", output);
            Assert.Contains(server.Definition.MacAddresses[0], output, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(server.Definition.Disks[0].Serial, output);
            Assert.Contains("pending {'ProcTurboMode': 'Disabled'}", output);
            Assert.Contains($"inserted True {images.Url()}", output);
            Assert.Contains("power On", output);
            Assert.Contains("ejected False", output);
            Assert.Contains("firmware BIOS 2.4.1", output);
            Assert.Equal("Disabled", server.Bios["ProcTurboMode"]);
            Assert.NotEmpty(images.Ranges);
            Assert.Equal(0, server.OpenSessions);
        }
        finally
        {
            File.Delete(authority);
        }
    }
}
