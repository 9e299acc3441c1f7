using System.Security.Cryptography;
using Provisioning.Agent.Disks;
using Provisioning.Agent.Linux;
using Provisioning.Agent.Machines;
using Provisioning.Agent.Tests.Support;
using Provisioning.AgentContract.Disks;

namespace Provisioning.Agent.Tests.Linux;

public sealed class LinuxMachineTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Facts_come_from_firmware_and_kernel()
    {
        Put("sys/class/dmi/id/product_uuid", "4C4C4544-0001-4000-8000-000000000001\n");
        Put("sys/class/dmi/id/product_serial", "  SN0001 \n");
        Put("sys/class/dmi/id/sys_vendor", "Acme\n");
        Put("proc/cpuinfo", "processor\t: 0\nmodel name\t: Fast CPU\n\nprocessor\t: 1\nmodel name\t: Fast CPU\n");
        Put("proc/meminfo", "MemTotal:         503872 kB\nMemFree: 1 kB\n");
        Put("proc/uptime", "12.34 5.0\n");
        Put("proc/sys/kernel/random/boot_id", "b-o-o-t\n");
        Put("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", "\u0006\0\0\0\u0001");

        var facts = new LinuxFacts(_root.Path).Read();

        Assert.Equal(("4c4c4544-0001-4000-8000-000000000001", "SN0001", "Acme", ""), (facts.Uuid, facts.Serial, facts.Manufacturer, facts.Model));
        Assert.Equal((2, "Fast CPU", 492L, 12.34), (facts.CpuCount, facts.CpuModel, facts.MemoryMiB, facts.UptimeSeconds));
        Assert.Equal("b-o-o-t", facts.BootId);
        Assert.True(facts.SecureBoot);
    }

    [Fact]
    public void Machine_that_shows_nothing_has_empty_facts()
    {
        var facts = new LinuxFacts(_root.Path).Read();

        Assert.Equal(("", 0, 0L, false), (facts.Serial, facts.CpuCount, facts.MemoryMiB, facts.SecureBoot));
        Assert.Empty(new LinuxNics(_root.Path).List());
        Assert.Empty(new LinuxDisks(_root.Path).List());
        Assert.Null(LinuxTpm.Find(_root.Path));
    }

    [Fact]
    public void Loopback_is_no_network_interface()
    {
        Put("sys/class/net/lo/address", "00:00:00:00:00:00\n");
        Put("sys/class/net/eth0/address", "52:54:00:AA:00:01\n");
        Put("sys/class/net/eth0/carrier", "1\n");
        Put("sys/class/net/eth0/speed", "25000\n");
        Put("sys/class/net/eth0/device/vendor", "0x1af4\n");
        Directory.CreateSymbolicLink(_root.File("sys/class/net/eth0/device/driver"), "../../../bus/virtio/drivers/virtio_net");
        Put("sys/class/net/eth1/address", "52:54:00:AA:00:02\n");
        Put("sys/class/net/eth1/speed", "-1\n");
        Put("sys/class/net/eth1/device/vendor", "0x1af4\n");

        var nics = new LinuxNics(_root.Path).List();

        Assert.Equal(["eth0", "eth1"], nics.Select(nic => nic.Name));
        Assert.Equal(("52:54:00:aa:00:01", "virtio_net", 25000, true), (nics[0].Mac, nics[0].Driver, nics[0].SpeedMbps, nics[0].Link));
        Assert.Equal(("", null, false), (nics[1].Driver, nics[1].SpeedMbps, nics[1].Link));
    }

    [Fact]
    public void Disks_are_fixed_whole_and_writable()
    {
        Disk("nvme0n1", ("size", "4194304"), ("device/serial", "NV0001   "), ("device/model", "QEMU NVMe Ctrl"), ("wwid", "nvme.8086-4e56"), ("queue/logical_block_size", "4096"));
        Disk("sda", ("size", "2048"), ("queue/rotational", "1"), ("device/vpd_pg80", "\0\u0080\0\u0005ABC12"), ("device/wwid", "naa.5000c500deadbeef"));
        Disk("sdb", ("size", "2048"), ("queue/rotational", "0"));
        Disk("vda", ("size", "2048"), ("serial", "VIRT1"));
        Disk("sr0", ("size", "2048"), ("removable", "0"));
        Disk("sdc", ("size", "2048"), ("removable", "1"));
        Disk("sdd", ("size", "2048"), ("ro", "1"));
        Disk("sde", ("size", "0"));
        Disk("nvme0c0n1", ("size", "4194304"), ("hidden", "1"));
        Put("sys/block/loop0/size", "2048");
        Put("sys/block/md0/size", "2048");

        var disks = new LinuxDisks(_root.Path).List().Select(disk => disk.Description).ToList();

        Assert.Equal(["nvme0n1", "sda", "sdb", "vda"], disks.Select(disk => disk.Name));
        Assert.Equal([DiskType.Nvme, DiskType.Hdd, DiskType.Ssd, DiskType.Virtual], disks.Select(disk => disk.Type));
        Assert.Equal(["NV0001", "ABC12", "", "VIRT1"], disks.Select(disk => disk.Serial));
        Assert.Equal([4096, 512, 512, 512], disks.Select(disk => disk.LogicalBlockBytes));
        Assert.Equal(2L << 30, disks[0].SizeBytes);
        Assert.Equal("naa.5000c500deadbeef", disks[1].Wwn);
    }

    [Fact]
    public void Device_is_written_flushed_and_read_back()
    {
        var path = _root.File("device");
        File.WriteAllBytes(path, new byte[1 << 20]);
        var disk = new LinuxDisk(new DiskDescription { Name = "device", Serial = "", SizeBytes = 1 << 20, Type = DiskType.Virtual }, path);
        using (var access = disk.Open(writable: true))
        {
            access.Write(4096, [1, 2, 3]);
            access.Flush();
            access.DropCaches();
        }

        using var again = disk.Open(writable: false);
        var seen = new byte[4];
        again.Read(4096, seen);

        Assert.Equal([1, 2, 3, 0], seen);
        Assert.Throws<IOException>(() => again.Read(1 << 20, new byte[1]));
        Assert.Contains("No such file", Assert.Throws<IOException>(() => new LinuxDisk(disk.Description, path + "x").Open(false)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4096, 8192)]
    [InlineData(4096, 8292)]
    [InlineData(512, 4096)]
    [InlineData(8192, 100)]
    public void Aligned_memory_and_the_rest_behind_it_reach_the_device(int offset, int length)
    {
        var path = _root.File("device");
        File.WriteAllBytes(path, new byte[1 << 20]);
        var disk = new LinuxDisk(new DiskDescription { Name = "device", Serial = "", SizeBytes = 1 << 20, Type = DiskType.Virtual }, path);
        using var buffer = new AlignedBuffer(length);
        RandomNumberGenerator.Fill(buffer.Span);
        using (var access = disk.Open(writable: true))
        {
            access.Write(offset, buffer.Span);
            Assert.False(access.TryWriteZeroes(0, 4096));
            access.Flush();
        }

        using var again = disk.Open(writable: false);
        using var seen = new AlignedBuffer(length);
        again.Read(offset, seen.Span);

        Assert.True(seen.Span.SequenceEqual(buffer.Span));
        Assert.True(File.ReadAllBytes(path).AsSpan(offset, length).SequenceEqual(buffer.Span));
    }

    private void Disk(string name, params (string File, string Text)[] files)
    {
        Put($"sys/block/{name}/device/present", "1");
        foreach (var (file, text) in files) Put($"sys/block/{name}/{file}", text);
    }

    private void Put(string path, string text)
    {
        var whole = _root.File(path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllBytes(whole, [.. text.Select(one => (byte)one)]);
    }
}
