using System.Security.Cryptography;
using Provisioning.Agent.Disks;
using Provisioning.Agent.Tests.Support;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Tests.Imaging;

public sealed class ImageWriteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ImageCompression.None, "", 0)]
    [InlineData(ImageCompression.None, "", 4096)]
    [InlineData(ImageCompression.Gzip, "gzip", 0)]
    [InlineData(ImageCompression.Gzip, "gzip", 4096)]
    [InlineData(ImageCompression.Zstandard, "zstd", 0)]
    [InlineData(ImageCompression.Zstandard, "zstd", 4096)]
    public async Task Image_is_written_and_its_partition_table_fits_the_larger_disk(ImageCompression compression, string tool, int memoryMiB)
    {
        Tool.Require([.. OsImage.Tools, .. tool.Length > 0 ? new[] { tool } : []]);
        var raw = OsImage.Make(_folder);
        var image = new ServedImage(tool.Length > 0 ? Compress(tool, raw) : raw);
        var disk = new TestDisk();
        var task = AgentRun.WriteImage(image, compression) with
        {
            DiskSha256 = Convert.ToHexString(SHA256.HashData(raw)),
            SizeBytes = raw.Length,
        };

        var result = await AgentRun.DoAsync(image, task, new TestMachine(disk) { MemoryMiB = memoryMiB });

        Assert.True(result is AgentTaskResult.ImageWritten, result.ToString());
        var written = (AgentTaskResult.ImageWritten)result;
        Assert.Equal("DISK1", written.DiskSerial);
        Assert.Equal(raw.Length, written.BytesWritten);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(raw)), written.RawSha256);
        Assert.True(disk.Bytes.AsSpan(OsImage.Mebibyte, raw.Length - OsImage.Mebibyte).SequenceEqual(raw.AsSpan(OsImage.Mebibyte)));
        Assert.Contains("No problems found", Verify(disk), StringComparison.Ordinal);
        using var access = disk.Open(writable: false);
        Assert.Equal(MarkerState.Unfinished, DiskMarkers.Read(access)?.State);
    }

    [Fact]
    public async Task Blocks_of_zeroes_are_not_written_to_a_blank_disk()
    {
        var raw = new byte[32 << 20];
        raw[0] = 1;
        raw[20 << 20] = 1;
        var disk = new TestDisk();
        var image = new ServedImage(raw);

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image), new TestMachine(disk));

        Assert.IsType<AgentTaskResult.ImageWritten>(result);
        Assert.True(disk.Bytes.AsSpan(0, raw.Length).SequenceEqual(raw));
        Assert.InRange(disk.Written, 1, 8 << 20);
    }

    [Fact]
    public async Task A_block_left_out_is_written_when_the_disk_was_not_as_blank_as_it_looked()
    {
        var disk = new TestDisk();

        // Between two of the places that are looked at.
        disk.Bytes[(20 << 20) + (70 * 1024)] = 0x55;
        using (var access = disk.Open(writable: false)) Assert.Null(BlankProbe.FirstByte(access, TestContext.Current.CancellationToken));
        var image = new ServedImage(new byte[32 << 20]);

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image), new TestMachine(disk));

        Assert.IsType<AgentTaskResult.ImageWritten>(result);
        Assert.Equal(0, disk.Bytes[(20 << 20) + (70 * 1024)]);
    }

    [Fact]
    public async Task Whole_disk_holds_the_image_when_it_held_data_that_may_go()
    {
        var disk = new TestDisk();
        RandomNumberGenerator.Fill(disk.Bytes);
        var raw = new byte[(8 << 20) + 12345];
        RandomNumberGenerator.Fill(raw.AsSpan(4 << 20));
        var image = new ServedImage(raw);

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image, allowDataLoss: true), new TestMachine(disk));

        Assert.IsType<AgentTaskResult.ImageWritten>(result);
        Assert.True(disk.Bytes.AsSpan(0, raw.Length).SequenceEqual(raw));
        Assert.Equal(-1, disk.Bytes.AsSpan((int)DiskMarkers.OffsetOn(disk.Bytes.Length) + DiskMarkers.Length).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public async Task Blocks_of_zeroes_are_zeroed_by_the_disk_itself_where_it_can()
    {
        var disk = new TestDisk { ZeroesByItself = true };
        RandomNumberGenerator.Fill(disk.Bytes);
        var raw = new byte[32 << 20];
        raw[20 << 20] = 1;
        var image = new ServedImage(raw);

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image, allowDataLoss: true), new TestMachine(disk));

        Assert.IsType<AgentTaskResult.ImageWritten>(result);
        Assert.True(disk.Bytes.AsSpan(0, raw.Length).SequenceEqual(raw));
        Assert.InRange(disk.Written, 1, 8 << 20);
    }

    [Fact]
    public async Task Progress_is_reported_while_the_image_is_written()
    {
        await using var engine = await TestEngine.StartAsync();
        var image = new ServedImage(new byte[4 << 20]) { PauseAfter = 3 << 20 };
        engine.Serve("os", image);
        await using var agent = new AgentRun(engine, new TestMachine(new TestDisk()) { MemoryMiB = 0 });
        var result = engine.Ask(AgentRun.WriteImage(image));

        await engine.FirstProgress.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        image.Resume.SetResult();

        Assert.IsType<AgentTaskResult.ImageWritten>(await result);
        Assert.All(engine.Progress, report => Assert.InRange(report.BytesDone, 1, 4 << 20));
        Assert.Equal(4 << 20, engine.Progress.First().BytesTotal);
    }

    private string Verify(TestDisk disk)
    {
        var path = _folder.File("disk.raw");
        File.WriteAllBytes(path, disk.Bytes);
        return Tool.Run("sgdisk", "-v", path);
    }

    private byte[] Compress(string tool, byte[] raw)
    {
        var path = _folder.File("to-compress");
        File.WriteAllBytes(path, raw);
        Tool.Run(tool, tool == "zstd" ? ["-q", "-k", path] : ["-k", path]);
        return File.ReadAllBytes(path + (tool == "zstd" ? ".zst" : ".gz"));
    }
}
