using System.Globalization;
using Provisioning.Engine.Imaging;
using Provisioning.Imaging.DeployImages;
using Provisioning.Imaging.Tests.Serving;
using Provisioning.Imaging.Tests.Tools;
using Provisioning.Model.Agents;
using Provisioning.Model.Imaging;
using Provisioning.Model.Security;
using Provisioning.Model.Servers;

namespace Provisioning.Imaging.Tests.Boot;

/// <summary>
/// The whole of this project on a real (virtual, emulated) machine: our deploy image from our medium, the real agent over our API, the
/// example's OS image to the disk, and the installed system's report.
/// </summary>
public sealed class DeployImageBootTests
{
    private const string Uuid = "4c4c4544-0001-4000-8000-000000000001";
    private static readonly TimeSpan Stage = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Equal_inputs_give_an_equal_image_that_foreign_tools_accept()
    {
        using var folder = new TemporaryFolder();
        var first = await BuildAsync(folder.File("1"));
        var second = await BuildAsync(folder.File("2"));
        Assert.Equal(first, second);
        var sections = await Programs.RunAsync("objdump", "binutils", "-h", folder.File("1/agent.efi"));
        Assert.Contains(".linux", sections, StringComparison.Ordinal);
        Assert.Equal(first, Programs.Value(await DeployImageFolder.OpenAsync(folder.File("1"), Cancel)));

        var ramdisk = folder.File("ramdisk");
        await Programs.RunAsync("objcopy", "binutils", "-O", "binary", "--only-section=.initrd", folder.File("1/agent.efi"), ramdisk + ".zst");
        var listed = await Programs.RunAsync("sh", "zstd", "-c", $"zstd -dcq {ramdisk}.zst 2>/dev/null | cpio -it --quiet");
        Assert.Contains("bin/baremetal-agent", listed, StringComparison.Ordinal);
        Assert.Contains("libssl.so.3", listed, StringComparison.Ordinal);
        Assert.Contains("virtio_net.ko", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_boots_the_medium_is_written_and_its_system_reports_in()
    {
        var osImage = Built.OsImage;
        using var folder = new TemporaryFolder();
        await using var site = new Site();
        var image = await BuildAsync(site.File("deploy"));
        var published = await site.PublishAsync();
        var iso = folder.File("medium.iso");
        await File.WriteAllBytesAsync(iso, await site.Client.GetByteArrayAsync(published.Image, Cancel), Cancel);
        var os = Site.Value(await site.Media.Images.PublishAsync(Site.Attempt, OsImage(osImage), Cancel));
        Assert.Equal("zst", os.Compression);

        using var machine = await Machine.StartAsync(folder, iso, "SN0001", Uuid);
        await machine.SaysAsync("deploy: ramdisk started", Stage);
        var view = await UntilAsync(site, seen => seen.Inventory is not null, machine);
        Assert.Equal(("SN0001", Guid.Parse(Uuid)), (view.Inventory!.Serial, view.Inventory.Uuid));
        Assert.Equal("52:54:00:00:00:01", Assert.Single(view.Inventory.Interfaces).Mac);
        Assert.Equal(("NV0001", 1L << 30), (Assert.Single(view.Inventory.Drives).Serial, view.Inventory.Drives[0].SizeBytes));
        Assert.Equal(machine.HasTpm, view.Inventory.TpmPresent);
        if (machine.HasTpm) await MeasurementsAsync(site, machine, image);

        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.WriteImage("1/write", Write(os, osImage)), Cancel);
        var written = Assert.IsType<AgentAnswer.Written>(await AnswerAsync(site, "1/write", machine)).Result;
        Assert.Equal("NV0001", written.DiskSerial);

        var identity = new MachineIdentity
        {
            InstanceId = "i-0001",
            Hostname = "node-one",
            UserData = new Secret("#!/bin/sh\necho user data of $(hostname)\n"),
            PhoneHome = Site.Value(await site.Media.PhoneHome.OpenAsync(Site.Attempt, Cancel)),
        };
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.WriteIdentity("1/identity", identity), Cancel);
        Assert.True(Assert.IsType<AgentAnswer.IdentityWritten>(await AnswerAsync(site, "1/identity", machine)).SeedWritten);
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Restart("1/restart"), Cancel);
        await AnswerAsync(site, "1/restart", machine);

        await machine.SaysAsync("os: reported in", Stage);
        var report = (await site.Media.PhoneHome.WaitAsync(Site.Attempt, TimeSpan.Zero, Cancel))!;
        Assert.Equal(("i-0001", "node-one"), (report.InstanceId, report.Hostname));
        Assert.Equal(("SN0001", Guid.Parse(Uuid), 1), (report.Inventory.Serial, report.Inventory.Uuid, report.Inventory.ProcessorCount));
        Assert.Equal(("NV0001", 1L << 30), (Assert.Single(report.Inventory.Drives).Serial, report.Inventory.Drives[0].SizeBytes));
        Assert.Equal("52:54:00:00:00:01", Assert.Single(report.Inventory.Interfaces).Mac);
        Assert.InRange(report.Inventory.MemoryMib!.Value, 300, 512);
        await machine.SaysAsync("user data of node-one", Stage);
    }

    // What we predict of the image is what the machine's TPM measured.
    private static async Task MeasurementsAsync(Site site, Machine machine, DeployImage image)
    {
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Quote("1/quote", [1, 2, 3], [4, 11]), Cancel);
        var answer = await AnswerAsync(site, "1/quote", machine);
        if (answer is AgentAnswer.Failed failed) Assert.Fail($"{failed.Fault}\n{failed.Fault.Diagnostic.Detail}");
        var quoted = Assert.IsType<AgentAnswer.Quoted>(answer);
        Assert.Equal(image.Pcr11, quoted.Pcrs[11]);
        var log = Convert.ToHexStringLower(quoted.EventLog.AsSpan());
        Assert.All(image.Pcr4Applications, digest => Assert.Contains(digest, log, StringComparison.Ordinal));
    }

    private static async Task<DeployImage> BuildAsync(string folder)
    {
        var request = new AgentImageRequest { AgentExecutable = Built.Agent, AgentVersion = "0.1.0", OutputFolder = folder, CacheFolder = Built.KernelCache };
        var built = await new AgentImageBuilder(Programs.Runner).BuildAsync(request, null, Cancel);
        if (built.Diagnostics is [var first, ..] && first.Code.Number is 4001 or 4005) Assert.Skip(first.Summary);
        return Programs.Value(built);
    }

    private static OsImage OsImage(string file) => new()
    {
        Name = "example",
        Url = new Uri(file),
        Sha256 = File.ReadAllText(file + ".sha256").Trim(),
        DiskSha256 = File.ReadAllText(Path.ChangeExtension(file, null) + ".sha256").Trim(),
    };

    private static ImageWrite Write(ImagePublication os, string file) => new()
    {
        Source = os.Source,
        Sha256 = OsImage(file).Sha256,
        DiskSha256 = OsImage(file).DiskSha256,
        SizeBytes = os.SizeBytes,
        Compression = os.Compression,
        RootDisk = RootDiskHints.Any,
        AllowDataLoss = false,
        Marker = new DiskMarker("test", "n01", Guid.Parse(Uuid), "SN0001", new ClaimId(Site.Attempt.Claim)),
    };

    private static async Task<AgentAnswer> AnswerAsync(Site site, string order, Machine machine)
    {
        var view = await UntilAsync(site, seen => seen.Answers.ContainsKey(order), machine);
        var answer = view.Answers[order];
        if (answer is AgentAnswer.Failed failed && order != "1/quote") Assert.Fail($"{failed.Fault}\n{failed.Fault.Diagnostic.Detail}");
        return answer;
    }

    private static async Task<AgentView> UntilAsync(Site site, Func<AgentView, bool> wanted, Machine machine)
    {
        var end = TimeProvider.System.GetUtcNow() + Stage;
        var view = await site.Media.Agents.ViewAsync(Site.Attempt, Cancel);
        while (!wanted(view))
        {
            var said = machine.Console;
            if (TimeProvider.System.GetUtcNow() > end || said.Contains("agent ended with code", StringComparison.Ordinal))
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Not reached; view {view.Version}, console:\n{said[Math.Max(0, said.Length - 3000)..]}"));
            view = await site.Media.Agents.WaitAsync(Site.Attempt, view.Version, TimeSpan.FromSeconds(2), Cancel);
        }

        return view;
    }
}
