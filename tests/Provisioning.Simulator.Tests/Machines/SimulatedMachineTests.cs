using System.Net;
using System.Text;
using Provisioning.AgentContract.Sessions;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Racks;
using Provisioning.Simulator.Tests.Testing;

namespace Provisioning.Simulator.Tests.Machines;

public sealed class SimulatedMachineTests
{
    private const string System1 = "/redfish/v1/Systems/1";
    private const string Insert = "/redfish/v1/Managers/bmc/VirtualMedia/CD1/Actions/VirtualMedia.InsertMedia";
    private const string CdOnce = """{ "Boot": { "BootSourceOverrideTarget": "Cd", "BootSourceOverrideEnabled": "Once" } }""";

    [Fact]
    public async Task Machine_booted_from_the_deploy_medium_runs_the_agent_which_reports_and_restarts_it()
    {
        BootMedia.SkipWithoutTools();
        var folder = Directory.CreateTempSubdirectory("sm").FullName;
        try
        {
            await using var engine = await AgentServer.StartAsync("""{ "kind": "reboot", "id": "t1", "sequence": 1 }""");
            var ticket = new AgentTicket([engine.Endpoint], engine.CaPem, "dGlja2V0", 1, 1, "sim-1", 0);
            await using var images = await ImageServer.StartAsync(await BootMedia.IsoAsync(
                folder, ("EFI/BOOT/BOOTX64.EFI", new byte[3_000_000]), ("EFI/BOOT/BOOTX64.EFI.extra.d/agent.cred", ticket.ToJson())));
            await using var rack = await TestRack.StartAsync(server => server with { Machine = new MachineDefinition.Simulated() });
            var server = rack.Servers[0];
            using var client = new RackClient(rack, server);
            await client.ExpectAsync(HttpMethod.Post, Insert, $$"""{ "Image": "{{images.Url()}}" }""", HttpStatusCode.NoContent);
            await client.ExpectAsync(HttpMethod.Patch, System1, CdOnce, HttpStatusCode.OK);
            server.PowerOn();
            await TestRack.UntilAsync(() => server.BootCount == 2, TimeSpan.FromMinutes(1));

            var inventory = engine.Posts.Single(post => post.Path == "/agent/v1/inventory").Body.RootElement;
            Assert.Equal(server.Definition.Serial, inventory.GetProperty("serial").GetString());
            Assert.Equal(64, inventory.GetProperty("cpuCount").GetInt32());
            Assert.Equal(server.Definition.Disks[0].Serial, inventory.GetProperty("disks")[0].GetProperty("serial").GetString());
            Assert.True(inventory.GetProperty("disks")[0].GetProperty("blank").GetBoolean());

            // Some pieces of the medium, not all of it.
            Assert.InRange(images.Ranges.Count, 2, 20);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Machine_booted_from_a_written_disk_reports_in_as_its_identity_partition_says()
    {
        BootMedia.SkipWithoutTools();
        Assert.SkipUnless(File.Exists("/usr/sbin/sfdisk") || File.Exists("/sbin/sfdisk"), "sfdisk is missing (apt-get install fdisk)");
        var folder = Directory.CreateTempSubdirectory("sm").FullName;
        try
        {
            await using var engine = await AgentServer.StartAsync("");
            await using var rack = await TestRack.StartAsync(
                server => server with { Machine = new MachineDefinition.Simulated(), Disks = [new DiskDefinition("D1", 64L << 20, DiskMedium.Ssd, "M")] },
                options: new RackOptions { StateFolder = folder });
            var ca = engine.CaPem.Replace("\n", "\\n", StringComparison.Ordinal);
            var seed = $$"""{ "urls": ["{{engine.Endpoint}}/phone-home/v1/token"], "caPem": "{{ca}}", "instanceId": "i1", "hostname": "node" }""";
            await WriteDiskAsync(folder, Path.Combine(folder, "machines", "sim-1", "disk1.img"), seed);
            rack.Servers[0].PowerOn();
            await TestRack.UntilAsync(() => !engine.Posts.IsEmpty, TimeSpan.FromMinutes(1));
            Assert.True(engine.Posts.TryPeek(out var post));
            Assert.Equal("/phone-home/v1/token", post.Path);
            Assert.Equal("i1", post.Body.RootElement.GetProperty("instanceId").GetString());
            Assert.Equal(rack.Servers[0].Definition.Serial, post.Body.RootElement.GetProperty("serial").GetString());
            Assert.Equal("OSRunning", rack.Servers[0].BootProgress);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Machine_with_a_blank_disk_and_no_medium_says_so_in_its_event_log()
    {
        await using var rack = await TestRack.StartAsync(server => server with { Machine = new MachineDefinition.Simulated() });
        rack.Servers[0].PowerOn();
        await TestRack.UntilAsync(() => rack.Servers[0].Bmc.SystemLog.Entries.Any(entry => entry.MessageId.EndsWith("NoBootDevice", StringComparison.Ordinal)));
    }

    private static async Task WriteDiskAsync(string folder, string disk, string seed)
    {
        var fat = Path.Combine(folder, "cidata.img");
        await BootMedia.FatAsync(fat, "CIDATA", 8192, ("phone-home.json", Encoding.UTF8.GetBytes(seed)));
        await using (var file = new FileStream(disk, FileMode.OpenOrCreate, FileAccess.Write))
        {
            file.SetLength(64 << 20);
            file.Position = 2048 * 512;
            await file.WriteAsync(await File.ReadAllBytesAsync(fat, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        }

        var (code, output) = await ForeignClient.RunAsync(
            File.Exists("/usr/sbin/sfdisk") ? "/usr/sbin/sfdisk" : "/sbin/sfdisk", ["-q", disk], "label: gpt\nstart=2048, size=16384, name=CIDATA\n");
        Assert.True(code == 0, output);
    }
}
