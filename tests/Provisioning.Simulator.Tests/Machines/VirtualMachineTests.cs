using System.Net;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Machines.Qemu;
using Provisioning.Simulator.Racks;
using Provisioning.Simulator.Tests.Testing;

namespace Provisioning.Simulator.Tests.Machines;

/// <summary>Real QEMU machines, driven by Redfish. Deadlines are ten times what a calm host needs.</summary>
public sealed class VirtualMachineTests
{
    private const string System1 = "/redfish/v1/Systems/1";
    private const string Reset = System1 + "/Actions/ComputerSystem.Reset";
    private const string Insert = "/redfish/v1/Managers/bmc/VirtualMedia/CD1/Actions/VirtualMedia.InsertMedia";
    private const string Eject = "/redfish/v1/Managers/bmc/VirtualMedia/CD1/Actions/VirtualMedia.EjectMedia";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Machine_boots_the_inserted_medium_which_switches_it_off_again()
    {
        SkipWithoutPrograms();
        var state = Directory.CreateTempSubdirectory("vm").FullName;
        try
        {
            await using var images = await ImageServer.StartAsync(await BootMedia.IsoAsync(state, ("EFI/BOOT/BOOTX64.EFI", EfiApplication.Resetting(EfiApplication.Shutdown))));
            await using (var rack = await TestRack.StartAsync(Virtual, options: new RackOptions { StateFolder = state }))
            {
                var server = rack.Servers[0];
                using var client = new RackClient(rack, server);
                var system = await client.GetAsync(System1);
                Assert.Equal("TPM2_0", system["TrustedModules"]![0]!["InterfaceType"]!.GetValue<string>());
                Assert.Equal(0.25, system["MemorySummary"]!["TotalSystemMemoryGiB"]!.GetValue<double>());

                await client.ExpectAsync(HttpMethod.Post, Insert, $$"""{ "Image": "{{images.Url()}}" }""", HttpStatusCode.NoContent);
                await OverrideAsync(client, "Once");
                await client.ExpectAsync(HttpMethod.Post, Reset, """{ "ResetType": "On" }""", HttpStatusCode.NoContent);
                Assert.Equal("On", server.PowerState);
                await UntilAsync(state, () => server.PowerState == "Off");
                Assert.Equal(1, server.BootCount);
                var serial = Serial(state);
                var first = serial.Split('\n').First(line => line.Contains("BdsDxe: loading", StringComparison.Ordinal));
                Assert.Contains("CD-ROM", first);
                await client.ExpectAsync(HttpMethod.Post, Eject, null, HttpStatusCode.NoContent);
            }

            Assert.True(File.Exists(Path.Combine(state, "tpm-ca", "swtpm-localca-rootca-cert.pem")));
            Assert.True(File.Exists(Path.Combine(state, "machines", "sim-1", "tpm", "tpm2-00.permall")));
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    [Fact]
    public async Task Guest_that_resets_itself_goes_through_its_bmc_until_it_is_forced_off()
    {
        SkipWithoutPrograms();
        var state = Directory.CreateTempSubdirectory("vm").FullName;
        try
        {
            await using var images = await ImageServer.StartAsync(await BootMedia.IsoAsync(state, ("EFI/BOOT/BOOTX64.EFI", EfiApplication.Resetting(EfiApplication.ColdReset))));
            await using var rack = await TestRack.StartAsync(Virtual, options: new RackOptions { StateFolder = state });
            var server = rack.Servers[0];
            using var client = new RackClient(rack, server);
            await client.ExpectAsync(HttpMethod.Post, Insert, $$"""{ "Image": "{{images.Url()}}" }""", HttpStatusCode.NoContent);
            await client.ExpectAsync(HttpMethod.Patch, System1 + "/Bios/Settings", """{ "Attributes": { "ProcTurboMode": "Disabled" } }""", HttpStatusCode.OK);
            await OverrideAsync(client, "Continuous");
            await client.ExpectAsync(HttpMethod.Post, Reset, """{ "ResetType": "On" }""", HttpStatusCode.NoContent);
            await UntilAsync(state, () => server.BootCount >= 2);
            Assert.Equal("Disabled", server.Bios["ProcTurboMode"]);
            await client.ExpectAsync(HttpMethod.Post, Reset, """{ "ResetType": "ForceOff" }""", HttpStatusCode.NoContent);
            await UntilAsync(state, () => server.PowerState == "Off");
            await server.SettledAsync(TestContext.Current.CancellationToken);
            Assert.Equal("Off", server.PowerState);
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    [Fact]
    public async Task Machine_with_nothing_to_boot_says_so_in_its_event_log()
    {
        SkipWithoutPrograms();
        var state = Directory.CreateTempSubdirectory("vm").FullName;
        try
        {
            await using var rack = await TestRack.StartAsync(
                server => Virtual(server) with { Machine = new MachineDefinition.Virtual(256, 1, Tpm: false), MacAddresses = [] },
                options: new RackOptions { StateFolder = state });
            var server = rack.Servers[0];
            server.PowerOn();
            using var client = new RackClient(rack, server);
            await TestRack.UntilAsync(() => Serial(state).Contains("EFI Internal Shell", StringComparison.Ordinal), Deadline);
            await TestRack.UntilAsync(() => server.Bmc.SystemLog.Entries.Any(entry => entry.MessageId.EndsWith("NoBootDevice", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    [Fact]
    public async Task Program_on_the_leash_dies_with_a_process_that_is_killed()
    {
        const string Parent =
            """
            import os, subprocess, sys
            shell = subprocess.Popen(["setsid", "/bin/sh", "-c", sys.argv[1], "leash", "/dev/null", "sleep", "600"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            print(shell.stdout.readline().decode().strip(), flush=True)
            os.kill(os.getpid(), 9)
            """;
        Assert.SkipUnless(File.Exists("/usr/bin/python3") && File.Exists("/usr/bin/setsid"), "python3 or setsid is missing");
        var (_, output) = await ForeignClient.RunAsync("/usr/bin/python3", ["-c", Parent, LeashedProcess.Leash]);
        Assert.True(int.TryParse(output.Trim(), out var processId), output);
        await TestRack.UntilAsync(() => !File.Exists($"/proc/{processId}/cmdline") || File.ReadAllText($"/proc/{processId}/cmdline").Length == 0);
    }

    private static ServerDefinition Virtual(ServerDefinition server) => server with
    {
        Machine = new MachineDefinition.Virtual(256),
        MemoryMebiBytes = 256,
        Disks = [new DiskDefinition("NV0001", 64L << 20, DiskMedium.Nvme, "QEMU NVMe Ctrl")],
    };

    private static async Task OverrideAsync(RackClient client, string enabled) => await client.ExpectAsync(
        HttpMethod.Patch,
        System1,
        $$"""{ "Boot": { "BootSourceOverrideTarget": "Cd", "BootSourceOverrideEnabled": "{{enabled}}" } }""",
        HttpStatusCode.OK);

    private static async Task UntilAsync(string state, Func<bool> condition)
    {
        await TestRack.UntilAsync(() => condition() || Serial(state).Contains("EFI Internal Shell", StringComparison.Ordinal), Deadline);
        Assert.True(condition(), Serial(state));
    }

    private static string Serial(string state)
    {
        var file = Path.Combine(state, "machines", "sim-1", "serial.log");
        if (!File.Exists(file)) return "";
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void SkipWithoutPrograms()
    {
        var missing = QemuPrograms.Missing(tpm: true).ToList();
        Assert.SkipUnless(missing.Count == 0, $"missing: {string.Join(", ", missing)} (apt-get install qemu-system-x86 ovmf swtpm swtpm-tools)");
        BootMedia.SkipWithoutTools();
    }
}
