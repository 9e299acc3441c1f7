using Provisioning.Agent.Disks;
using Provisioning.Agent.Tests.Support;
using Provisioning.AgentContract.Disks;

namespace Provisioning.Agent.Tests.Disks;

public sealed class DiskMarkersTests
{
    [Theory]
    [InlineData(64L << 20)]
    [InlineData((64L << 20) + 512)]
    [InlineData((2L << 20) + 4096)]
    public void Marker_is_read_back_and_does_not_make_the_disk_occupied(long size)
    {
        var disk = new TestDisk(size);
        using var access = disk.Open(writable: true);
        var marker = AgentRun.Marker() with { TaskId = "t", BytesWritten = 5 };

        DiskMarkers.Write(access, marker);

        Assert.Equal(marker, DiskMarkers.Read(access));
        Assert.Null(BlankProbe.FirstByte(access, TestContext.Current.CancellationToken));
        Assert.InRange(DiskMarkers.OffsetOn(size), size - (1 << 20) - 4096, size - (1 << 20));
    }

    [Fact]
    public void Every_damaged_byte_makes_it_no_marker()
    {
        var block = DiskMarkers.Encode(AgentRun.Marker());
        for (var at = 0; at < block.Length; at += 13)
        {
            block[at] ^= 1;
            Assert.Null(DiskMarkers.Decode(block));
            block[at] ^= 1;
        }

        Assert.Equal(MarkerState.Unfinished, DiskMarkers.Decode(block)?.State);
    }
}
