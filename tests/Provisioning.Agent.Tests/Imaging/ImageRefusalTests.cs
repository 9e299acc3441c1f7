using System.Security.Cryptography;
using Provisioning.Agent.Disks;
using Provisioning.Agent.Tests.Support;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Tests.Imaging;

public sealed class ImageRefusalTests
{
    private const int BadByte = (2 << 20) + 77;
    private static readonly string Wrong = new('0', 64);

    [Fact]
    public async Task Small_image_with_a_wrong_digest_leaves_the_disk_untouched()
    {
        var disk = new TestDisk();
        var image = Random(3 << 20);

        var fault = await FaultAsync(image, AgentRun.WriteImage(image) with { Sha256 = Wrong }, disk, memoryMiB: 4096);

        Assert.Equal("BM4205", fault.Code);
        Assert.Contains(image.Sha256, fault.Seen, StringComparison.Ordinal);
        Assert.Equal(0, disk.Written);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Large_image_with_a_wrong_digest_leaves_nothing_that_boots(bool raw)
    {
        var disk = new TestDisk();
        RandomNumberGenerator.Fill(disk.Bytes);
        var image = Random(3 << 20);
        var task = AgentRun.WriteImage(image, allowDataLoss: true);

        var fault = await FaultAsync(image, raw ? task with { DiskSha256 = Wrong } : task with { Sha256 = Wrong }, disk, memoryMiB: 0);

        Assert.Equal(raw ? "BM4206" : "BM4205", fault.Code);
        AssertNothingBoots(disk);
    }

    [Fact]
    public async Task Image_of_another_size_than_was_said_leaves_nothing_that_boots()
    {
        var disk = new TestDisk();
        var image = Random(3 << 20);

        var fault = await FaultAsync(image, AgentRun.WriteImage(image) with { SizeBytes = 4 << 20 }, disk);

        Assert.Equal("BM4206", fault.Code);
        AssertNothingBoots(disk);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(510)]
    [InlineData(3 << 20)]
    [InlineData((64 << 20) - 1)]
    [InlineData((64 << 20) - (128 * 1024))]
    public async Task Occupied_disk_is_refused_before_the_first_byte(int dataAt)
    {
        var disk = new TestDisk();
        disk.Bytes[dataAt] = 0xAA;
        var image = Random(1 << 20);

        var fault = await FaultAsync(image, AgentRun.WriteImage(image), disk);

        Assert.Equal("BM4203", fault.Code);
        Assert.Contains("DISK1", fault.Summary, StringComparison.Ordinal);
        Assert.Contains("67108864", fault.Summary, StringComparison.Ordinal);
        Assert.Equal(0, disk.Written);
        Assert.Equal(0, image.Requests);
    }

    [Theory]
    [InlineData("claim-1", MarkerState.Finished)]
    [InlineData("claim-2", MarkerState.Unfinished)]
    [InlineData("claim-2", MarkerState.Finished)]
    public async Task Disk_with_a_marker_that_is_not_this_claims_unfinished_one_is_refused(string claim, MarkerState state)
    {
        var disk = new TestDisk();
        Mark(disk, AgentRun.Marker(claim) with { State = state });
        var image = Random(1 << 20);

        var fault = await FaultAsync(image, AgentRun.WriteImage(image), disk);

        Assert.Equal("BM4203", fault.Code);
        Assert.Equal(0, disk.Written);
    }

    [Fact]
    public async Task Disk_that_the_claim_began_is_written_again()
    {
        var disk = new TestDisk();
        RandomNumberGenerator.Fill(disk.Bytes);
        Mark(disk, AgentRun.Marker());
        var image = Random(2 << 20);

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image), new TestMachine(disk));

        Assert.IsType<AgentTaskResult.ImageWritten>(result);
    }

    [Fact]
    public async Task Disk_that_the_claim_finished_is_written_again_only_with_leave()
    {
        var disk = new TestDisk();
        RandomNumberGenerator.Fill(disk.Bytes);
        Mark(disk, AgentRun.Marker() with { State = MarkerState.Finished });
        var image = Random(2 << 20);

        var refused = await FaultAsync(image, AgentRun.WriteImage(image), disk);
        Assert.Equal("BM4203", refused.Code);
        Assert.Equal(0, disk.Written);

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image) with { MayRewriteOwn = true }, new TestMachine(disk));
        Assert.IsType<AgentTaskResult.ImageWritten>(result);
        Assert.Equal(MarkerState.Unfinished, DiskMarkers.Decode(disk.Bytes.AsSpan((int)DiskMarkers.OffsetOn(disk.Bytes.Length), DiskMarkers.Length))!.State);
    }

    [Theory]
    [InlineData("claim-2", "hall-1", "n01")]
    [InlineData("claim-1", "hall-2", "n01")]
    [InlineData("claim-1", "hall-1", "n02")]
    public async Task Leave_to_write_ones_own_disk_is_none_for_a_strangers(string claim, string site, string server)
    {
        var disk = new TestDisk();
        Mark(disk, AgentRun.Marker(claim) with { Site = site, ServerName = server, State = MarkerState.Finished });
        var image = Random(1 << 20);

        var fault = await FaultAsync(image, AgentRun.WriteImage(image) with { MayRewriteOwn = true }, disk);

        Assert.Equal("BM4203", fault.Code);
        Assert.Equal(0, disk.Written);
    }

    [Fact]
    public async Task Task_that_was_finished_in_an_earlier_life_is_answered_without_writing()
    {
        var disk = new TestDisk();
        var image = Random(2 << 20);
        var marker = AgentRun.Marker() with
        {
            State = MarkerState.Finished,
            TaskId = "write-1",
            ImageSha256 = image.Sha256,
            RawSha256 = image.Sha256,
            BytesWritten = 2 << 20,
        };
        Mark(disk, marker);

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image), new TestMachine(disk));

        Assert.Equal(image.Sha256, Assert.IsType<AgentTaskResult.ImageWritten>(result).RawSha256);
        Assert.Equal(0, disk.Written);
        Assert.Equal(0, image.Requests);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Image_larger_than_the_disk_is_refused(bool sizeKnown, bool lengthKnown)
    {
        var disk = new TestDisk(8 << 20);
        var image = Random(8 << 20);
        image.SaysLength = lengthKnown;
        var task = AgentRun.WriteImage(image) with { SizeBytes = sizeKnown ? 8 << 20 : null };

        var fault = await FaultAsync(image, task, disk, memoryMiB: 0);

        Assert.Equal("BM4204", fault.Code);
        if (lengthKnown) Assert.Equal(0, disk.Written);
        AssertNothingBoots(disk);
        Assert.Equal(sizeKnown ? 0 : 1, image.Requests);
    }

    [Fact]
    public async Task Compressed_image_that_unpacks_to_more_than_the_disk_is_refused()
    {
        Tool.Require("gzip");
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("big"), new byte[16 << 20]);
        Tool.Run("gzip", "-k", folder.File("big"));
        var image = new ServedImage(File.ReadAllBytes(folder.File("big.gz")));
        var disk = new TestDisk(8 << 20);

        var fault = await FaultAsync(image, AgentRun.WriteImage(image, ImageCompression.Gzip), disk);

        Assert.Equal("BM4204", fault.Code);
        AssertNothingBoots(disk);
    }

    [Theory]
    [InlineData(ImageCompression.Gzip)]
    [InlineData(ImageCompression.Zstandard)]
    public async Task Image_that_does_not_unpack_is_refused_with_the_disk_untouched(ImageCompression compression)
    {
        var disk = new TestDisk();
        var image = Random(1 << 20);

        var fault = await FaultAsync(image, AgentRun.WriteImage(image, compression), disk);

        Assert.Equal("BM4209", fault.Code);
        Assert.Equal(0, disk.Written);
    }

    [Fact]
    public async Task Image_for_another_block_size_is_refused_with_the_disk_untouched()
    {
        Tool.Require(OsImage.Tools);
        using var folder = new TemporaryFolder();
        var image = new ServedImage(OsImage.Make(folder));
        var disk = new TestDisk(logicalBlockBytes: 4096);

        var fault = await FaultAsync(image, AgentRun.WriteImage(image), disk);

        Assert.Equal("BM4214", fault.Code);
        Assert.Equal(0, disk.Written);
    }

    [Fact]
    public async Task Disk_that_keeps_other_bytes_than_were_written_is_found_out()
    {
        var disk = new TestDisk
        {
            Keep = (offset, bytes) =>
            {
                if (offset <= BadByte && offset + bytes.Length > BadByte) bytes[BadByte - offset] ^= 1;
                return bytes;
            },
        };
        var image = Random(4 << 20);

        var fault = await FaultAsync(image, AgentRun.WriteImage(image), disk);

        Assert.Equal("BM4207", fault.Code);
        AssertNothingBoots(disk);
    }

    [Fact]
    public async Task Disk_that_fails_is_a_fault_with_the_devices_words()
    {
        var disk = new TestDisk { BeforeWrite = (offset, length) => FailAt(BadByte, offset, length) };
        var image = Random(4 << 20);

        var fault = await FaultAsync(image, AgentRun.WriteImage(image), disk);

        Assert.Equal("BM4210", fault.Code);
        Assert.Contains("Input/output error", fault.Seen, StringComparison.Ordinal);
        AssertNothingBoots(disk);
    }

    [Fact]
    public async Task Disk_that_fails_while_the_server_is_silent_ends_the_task()
    {
        var disk = new TestDisk { BeforeWrite = (offset, length) => FailAt(BadByte, offset, length) };
        var image = Random(40 << 20);
        image.PauseAfter = 12 << 20;

        var fault = await FaultAsync(image, AgentRun.WriteImage(image), disk, memoryMiB: 0);

        Assert.Equal("BM4210", fault.Code);
        AssertNothingBoots(disk);
    }

    [Fact]
    public async Task Disk_that_says_it_zeroed_a_block_and_did_not_gets_the_zeroes_written()
    {
        var disk = new TestDisk { ZeroesByItself = true };
        RandomNumberGenerator.Fill(disk.Bytes);
        disk.IgnoresZeroing = true;
        var image = new ServedImage(new byte[8 << 20]);

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image, allowDataLoss: true), new TestMachine(disk));

        Assert.IsType<AgentTaskResult.ImageWritten>(result);
        Assert.Equal(-1, disk.Bytes.AsSpan(0, 8 << 20).IndexOfAnyExcept((byte)0));
    }

    internal static void AssertNothingBoots(TestDisk disk)
    {
        Assert.Equal(-1, disk.Bytes.AsSpan(0, 1 << 20).IndexOfAnyExcept((byte)0));
        var behindMarker = (int)DiskMarkers.OffsetOn(disk.Bytes.Length) + DiskMarkers.Length;
        Assert.Equal(-1, disk.Bytes.AsSpan(behindMarker).IndexOfAnyExcept((byte)0));
    }

    private static async Task<AgentFault> FaultAsync(ServedImage image, AgentTask task, TestDisk disk, long memoryMiB = 64) =>
        Assert.IsType<AgentTaskResult.Failed>(await AgentRun.DoAsync(image, task, new TestMachine(disk) { MemoryMiB = memoryMiB })).Fault;

    private static void FailAt(long place, long offset, int length)
    {
        if (offset <= place && place < offset + length) throw new IOException("Input/output error");
    }

    private static ServedImage Random(int length) => new(RandomNumberGenerator.GetBytes(length));

    private static void Mark(TestDisk disk, DiskMarker marker) => DiskMarkers.Encode(marker).CopyTo(disk.Bytes, DiskMarkers.OffsetOn(disk.Bytes.Length));
}
