using Provisioning.Agent.Disks;
using Provisioning.Agent.Machines;
using Provisioning.Agent.Tests.Support;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Tests.Disks;

public sealed class FileDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Image_on_a_sparse_file_of_a_terabyte_is_written_and_stays_sparse()
    {
        var path = _folder.File("disk.raw");
        var disk = new FileDisk(
            new DiskDescription { Name = "sda", Serial = "F1", SizeBytes = 1L << 40, Type = DiskType.Virtual },
            path);
        var image = new ServedImage([.. Enumerable.Repeat((byte)7, 3 << 20), .. new byte[9 << 20]]);

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image), new TestMachine(disk));

        Assert.IsType<AgentTaskResult.ImageWritten>(result);
        Assert.Equal(1L << 40, new FileInfo(path).Length);
        using var access = disk.Open(writable: false);
        Assert.Equal("write-1", DiskMarkers.Read(access)?.TaskId);
        Tool.Require("du");
        Assert.InRange(int.Parse(Tool.Run("du", "-m", path).Split('\t')[0], System.Globalization.CultureInfo.InvariantCulture), 3, 8);
    }

    [Fact]
    public void Ranges_that_are_not_on_the_disk_are_refused()
    {
        var disk = new FileDisk(
            new DiskDescription { Name = "sda", Serial = "F1", SizeBytes = 1 << 20, Type = DiskType.Virtual },
            _folder.File("disk.raw"));
        using var access = disk.Open(writable: true);

        Assert.Throws<IOException>(() => access.Write((1 << 20) - 1, [1, 2]));
        Assert.Throws<IOException>(() => access.Read(-1, new byte[1]));
        Assert.Equal(1 << 20, new FileInfo(_folder.File("disk.raw")).Length);
    }
}
