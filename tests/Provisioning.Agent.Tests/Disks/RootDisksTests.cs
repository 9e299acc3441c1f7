using Provisioning.Agent.Disks;
using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Disks;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Agent.Tests.Disks;

public sealed class RootDisksTests
{
    private static readonly IReadOnlyList<IDisk> Disks =
    [
        Disk("A", 480, DiskType.Ssd, "0x5000c500a1b2c3d4", "SAMSUNG MZ7L3480"),
        Disk("B", 960, DiskType.Nvme, "eui.0025388b11b2c3d4", "Dell Ent NVMe v2"),
        Disk("C", 3840, DiskType.Nvme, null, "KIOXIA KCD81RUG"),
        Disk("D", 16000, DiskType.Hdd, "naa.5000c500deadbeef", "ST16000NM"),
    ];

    public static TheoryData<RootDiskHints, string> Single => new()
    {
        { new RootDiskHints(Serial: "b"), "B" },
        { new RootDiskHints(Type: DiskType.Hdd), "D" },
        { new RootDiskHints(MinSizeGib: 900, MaxSizeGib: 1000), "B" },
        { new RootDiskHints(MinSizeGib: 480, MaxSizeGib: 480), "A" },
        { new RootDiskHints(Wwn: "5000C500A1B2C3D4"), "A" },
        { new RootDiskHints(Wwn: "0x5000c500deadbeef"), "D" },
        { new RootDiskHints(Model: "dell*"), "B" },
        { new RootDiskHints(Type: DiskType.Nvme, MinSizeGib: 1000), "C" },
    };

    [Theory]
    [MemberData(nameof(Single))]
    public void One_disk_that_meets_every_hint_is_chosen(RootDiskHints hints, string serial) =>
        Assert.Equal(serial, Assert.IsType<Outcome<IDisk>.Success>(RootDisks.Choose(Disks, hints)).Value.Description.Serial);

    [Fact]
    public void Several_disks_are_an_error_that_names_only_the_candidates()
    {
        var error = Assert.Single(RootDisks.Choose(Disks, new RootDiskHints(Type: DiskType.Nvme)).Diagnostics);

        Assert.Equal("BM4202", error.Code.ToString());
        Assert.Contains("serial B", error.Seen, StringComparison.Ordinal);
        Assert.Contains("serial C", error.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("serial A", error.Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X", "another serial")]
    [InlineData("", "another serial")]
    public void No_disk_is_an_error_that_says_what_each_disk_misses(string serial, string miss)
    {
        var error = Assert.Single(RootDisks.Choose(Disks, new RootDiskHints(Serial: serial)).Diagnostics);

        Assert.Equal("BM4201", error.Code.ToString());
        Assert.Equal(4, error.Seen.Split(miss).Length - 1);
    }

    [Fact]
    public void No_disks_at_all_is_an_error() =>
        Assert.Equal("BM4201", Assert.Single(RootDisks.Choose([], new RootDiskHints()).Diagnostics).Code.ToString());

    private static FileDisk Disk(string serial, long gib, DiskType type, string? wwn, string model) => new(
        new DiskDescription { Name = $"d{serial}", Serial = serial, SizeBytes = gib << 30, Type = type, Wwn = wwn, Model = model },
        "unused");
}
