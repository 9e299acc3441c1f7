using System.Globalization;
using System.Security.Cryptography;
using Provisioning.Agent.Identities;
using Provisioning.Agent.Tests.Support;

namespace Provisioning.Agent.Tests.Identities;

public sealed class FatVolumeTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(12, 1024)]
    [InlineData(12, 8192)]
    [InlineData(16, 16384)]
    [InlineData(32, 65536)]
    public void Files_written_and_replaced_are_read_by_mtools_and_pass_fsck(int bits, int kibibytes)
    {
        Tool.Require("mkfs.fat", "fsck.fat", "mcopy", "mdir");
        var (disk, path) = Make(bits, kibibytes);
        var contents = new Dictionary<string, byte[]>();
        for (var round = 0; round < 3; round++)
        {
            using var access = disk.Open(writable: true);
            var volume = FatVolume.Open(access, 0, disk.Bytes.Length);
            Assert.Equal("CIDATA", volume!.Label);
            foreach (var (name, length) in (ReadOnlySpan<(string, int)>)[("meta-data", 40), ("user-data", 70_000), ("network-config", 0), ("a.b", 512), ("phone-home.json", 4096)])
            {
                contents[name] = RandomNumberGenerator.GetBytes(Math.Max(0, length + ((length == 0 ? 0 : 1) * (7 - (round * 3)))));
                Assert.True(volume.TryWrite(name, contents[name], Time));
            }

            volume.Save();
        }

        File.WriteAllBytes(path, disk.Bytes);
        Tool.Run("fsck.fat", "-n", path);
        foreach (var (name, content) in contents)
        {
            var copy = _folder.File("copy");
            Tool.Run("mcopy", "-n", "-o", "-i", path, $"::{name}", copy);
            Assert.Equal(content, File.ReadAllBytes(copy));
        }

        var listing = Tool.Run("mdir", "-i", path, "::");
        Assert.Contains("network-config", listing, StringComparison.Ordinal);
        Assert.Contains("2026-02-03", listing, StringComparison.Ordinal);
        Assert.Contains("5 files", listing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, 1024)]
    [InlineData(32, 65536)]
    public void Many_files_fill_the_directory_and_deleting_them_gives_everything_back(int bits, int kibibytes)
    {
        Tool.Require("mkfs.fat", "fsck.fat");
        var (disk, path) = Make(bits, kibibytes);
        using var access = disk.Open(writable: true);
        var volume = FatVolume.Open(access, 0, disk.Bytes.Length)!;
        var names = Enumerable.Range(0, 200).Select(number => $"a-rather-long-name-{number}.text").ToList();

        var written = names.TakeWhile(name => volume.TryWrite(name, [1, 2, 3], Time)).ToList();
        volume.Save();
        File.WriteAllBytes(path, disk.Bytes);
        Tool.Run("fsck.fat", "-n", path);
        foreach (var name in written) volume.Delete(name);
        volume.Save();
        File.WriteAllBytes(path, disk.Bytes);

        // Only the label is left, and with FAT32 the directory's own clusters.
        Tool.Run("fsck.fat", "-n", path);
        Assert.True(volume.TryWrite("all-of-it", new byte[(kibibytes - 100) * 1024 / 2], Time));
        if (bits == 32) Assert.Equal(200, written.Count);
        else Assert.InRange(written.Count, 100, 199);
    }

    [Fact]
    public void File_that_mtools_wrote_is_replaced_and_others_stay()
    {
        Tool.Require("mkfs.fat", "fsck.fat", "mcopy");
        var (disk, path) = Make(16, 16384);
        File.WriteAllBytes(path, disk.Bytes);
        File.WriteAllText(_folder.File("old"), new string('x', 50_000));
        Tool.Run("mcopy", "-i", path, _folder.File("old"), "::user-data");
        Tool.Run("mcopy", "-i", path, _folder.File("old"), "::KEEP.TXT");
        File.ReadAllBytes(path).CopyTo(disk.Bytes, 0);

        using (var access = disk.Open(writable: true))
        {
            var volume = FatVolume.Open(access, 0, disk.Bytes.Length)!;
            Assert.Equal(50_000, volume.Read("USER-DATA")?.Length);
            Assert.True(volume.TryWrite("user-data", "new"u8, Time));
            volume.Save();
        }

        File.WriteAllBytes(path, disk.Bytes);
        Tool.Run("fsck.fat", "-n", path);
        Assert.Equal("new", Tool.Run("mcopy", "-i", path, "::user-data", "-"));
        Assert.Equal(50_000, Tool.Run("mcopy", "-i", path, "::KEEP.TXT", "-").Length);
    }

    [Fact]
    public void Full_volume_says_so()
    {
        Tool.Require("mkfs.fat");
        var (disk, _) = Make(12, 1024);
        using var access = disk.Open(writable: true);
        var volume = FatVolume.Open(access, 0, disk.Bytes.Length)!;

        Assert.False(volume.TryWrite("user-data", new byte[2 << 20], Time));
    }

    [Fact]
    public void Noise_is_no_volume()
    {
        var disk = new TestDisk(1 << 20);
        for (var seed = 0; seed < 200; seed++)
        {
            new Random(seed).NextBytes(disk.Bytes.AsSpan(0, 4096));
            (disk.Bytes[510], disk.Bytes[511]) = (0x55, 0xAA);
            using var access = disk.Open(writable: false);
            _ = FatVolume.Open(access, 0, disk.Bytes.Length)?.Read("user-data");
        }
    }

    private (TestDisk Disk, string Path) Make(int bits, int kibibytes)
    {
        var path = _folder.File("volume.img");
        Tool.Run(
            "mkfs.fat",
            "-F",
            bits.ToString(CultureInfo.InvariantCulture),
            "-n",
            "CIDATA",
            "-C",
            path,
            kibibytes.ToString(CultureInfo.InvariantCulture));
        var disk = new TestDisk(kibibytes * 1024L);
        File.ReadAllBytes(path).CopyTo(disk.Bytes, 0);
        return (disk, path);
    }
}
