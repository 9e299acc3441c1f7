using Provisioning.Agent.Partitioning;
using Provisioning.Agent.Tests.Support;

namespace Provisioning.Agent.Tests.Partitioning;

public sealed class GptHeadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Crc_is_the_standard_one() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));

    [Fact]
    public void Partitions_are_what_sfdisk_made()
    {
        Tool.Require(OsImage.Tools);
        var head = OsImage.Make(_folder)[..OsImage.Mebibyte];

        var table = GptHead.Find(head);

        Assert.Equal(512, table?.BlockBytes);
        Assert.Equal(
            [new GptPartition(1, "config", 1 << 20, 8 << 20), new GptPartition(2, "root", 10 << 20, 12 << 20)],
            table?.Partitions());
    }

    [Fact]
    public void Damaged_table_is_none_and_nothing_breaks()
    {
        Tool.Require(OsImage.Tools);
        var good = OsImage.Make(_folder)[..OsImage.Mebibyte];
        for (var at = 512; at < 512 + 92; at++)
        {
            var head = good.ToArray();
            head[at] ^= 0x41;
            Assert.Null(GptHead.Find(head));
        }

        Assert.Null(GptHead.Find(good[..1024]));
        Assert.Null(GptHead.Find([]));
    }

    [Fact]
    public void Disk_hardly_larger_than_the_image_keeps_its_table()
    {
        Tool.Require(OsImage.Tools);
        var head = OsImage.Make(_folder)[..OsImage.Mebibyte];
        var before = head.ToArray();

        Assert.Null(GptHead.Find(head)!.FitTo(24 << 20, 20 << 20));

        Assert.Equal(before, head);
    }
}
