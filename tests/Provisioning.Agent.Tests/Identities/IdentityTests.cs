using Provisioning.Agent.Disks;
using Provisioning.Agent.Identities;
using Provisioning.Agent.Tests.Support;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Identities;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Tests.Identities;

public sealed class IdentityTests : IDisposable
{
    private const string UserData = "#cloud-config\nruncmd: [ 'true' ]\n";
    private readonly TemporaryFolder _folder = new();

    private static MachineIdentity Identity => new(
        "i-\"1\"",
        "n01",
        UserData,
        PhoneHome: new PhoneHomeSeed(["https://127.0.0.1:1/phone-home/v1/token"], "-----BEGIN CERTIFICATE-----\n", "i-1", "n01"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Identity_given_with_the_image_is_on_the_disk_and_the_marker_is_finished()
    {
        Tool.Require(OsImage.Tools);
        var image = new ServedImage(OsImage.Make(_folder));
        var disk = new TestDisk();

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image, identity: Identity), new TestMachine(disk));

        Assert.True(Assert.IsType<AgentTaskResult.ImageWritten>(result).WithIdentity);
        AssertIdentity(disk);
    }

    [Fact]
    public async Task Identity_given_later_finds_the_claims_disk_and_finishes_its_marker()
    {
        Tool.Require(OsImage.Tools);
        var image = new ServedImage(OsImage.Make(_folder));
        var disk = new TestDisk();
        await using var engine = await TestEngine.StartAsync();
        engine.Serve("os", image);
        await using var agent = new AgentRun(engine, new TestMachine(new TestDisk(serial: "OTHER"), disk));
        var task = AgentRun.WriteImage(image) with { RootDisk = new RootDiskHints(Serial: "disk1") };
        Assert.IsType<AgentTaskResult.ImageWritten>(await engine.Ask(task));

        var result = await engine.Ask(new AgentTask.WriteIdentity("identity-1", 2, "claim-1", Identity));

        var written = Assert.IsType<AgentTaskResult.IdentityWritten>(result);
        Assert.True(written.Written);
        Assert.Equal(["meta-data", "user-data", "phone-home.json", "phone-home.pem"], written.Files);
        AssertIdentity(disk);
    }

    [Fact]
    public async Task Identity_is_refused_when_no_disk_bears_the_claims_marker()
    {
        await using var engine = await TestEngine.StartAsync();
        await using var agent = new AgentRun(engine, new TestMachine(new TestDisk()));

        var result = await engine.Ask(new AgentTask.WriteIdentity("identity-1", 1, "claim-1", Identity));

        Assert.Equal("BM4213", Assert.IsType<AgentTaskResult.Failed>(result).Fault.Code);
    }

    [Fact]
    public async Task Image_without_a_place_for_an_identity_is_a_warning()
    {
        Tool.Require(OsImage.Tools);
        var image = new ServedImage(OsImage.Make(_folder, withCidata: false));

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image, identity: Identity), new TestMachine(new TestDisk()));

        var written = Assert.IsType<AgentTaskResult.ImageWritten>(result);
        Assert.False(written.WithIdentity);
        Assert.Equal("BM4211", Assert.Single(written.Warnings).Code);
    }

    private void AssertIdentity(TestDisk disk)
    {
        var volume = OsImage.ExtractCidata(_folder, disk.Bytes);
        Tool.Run("fsck.fat", "-n", volume);
        Assert.Equal(UserData, Tool.Run("mcopy", "-i", volume, "::user-data", "-"));
        Assert.Equal("instance-id: \"i-\\u00221\\u0022\"\nlocal-hostname: \"n01\"\n", Tool.Run("mcopy", "-i", volume, "::meta-data", "-"));
        Assert.Equal("i-1", InstalledIdentity.ReadPhoneHome(disk)?.InstanceId);
        using var access = disk.Open(writable: false);
        Assert.Equal(MarkerState.Finished, DiskMarkers.Read(access)?.State);
    }
}
