using System.Diagnostics;
using System.Runtime.Versioning;
using Provisioning.Api.Local;
using Provisioning.Host.Stores;

namespace Provisioning.Host.Tests.Stores;

[SupportedOSPlatform("linux")]
public sealed class StoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bm-store-");

    private string LockFile => Path.Combine(_folder.FullName, "engine.lock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Only_one_holds_a_store_and_each_start_raises_the_generation()
    {
        using (var first = StoreLock.TryTake(LockFile))
        {
            Assert.Equal(1, first?.Generation);
            Assert.Null(StoreLock.TryTake(LockFile));
        }

        using var second = StoreLock.TryTake(LockFile);
        Assert.Equal(2, second?.Generation);
    }

    [Fact]
    public void The_guard_notices_a_lock_file_that_is_gone_and_one_that_came_in_its_place()
    {
        using var held = StoreLock.TryTake(LockFile)!;
        using var guard = new StoreGuard(_folder.FullName, LockFile, held.Identity);
        Assert.Null(guard.Check());
        File.Delete(LockFile);
        Assert.Equal("BM8107", $"{guard.Check()?.Code}");
        Assert.True(guard.Lost.IsCancellationRequested);
        File.WriteAllText(LockFile, "1");
        using var other = new StoreGuard(_folder.FullName, LockFile, held.Identity);
        Assert.NotNull(other.Check());
    }

    [Fact]
    public void The_guard_does_not_take_a_store_back_that_was_lost_once()
    {
        using var held = StoreLock.TryTake(LockFile)!;
        using var guard = new StoreGuard(_folder.FullName, LockFile, held.Identity);
        var aside = LockFile + ".aside";
        File.Move(LockFile, aside);
        Assert.NotNull(guard.Check());
        File.Move(aside, LockFile);
        Assert.NotNull(guard.Check());
    }

    [Theory]
    [InlineData(0x6969L, "NFS")]
    [InlineData(0xFF534D42L, "CIFS")]
    [InlineData(-11317950L, "CIFS")]
    [InlineData(0xFE534D42L, "SMB")]
    [InlineData(0x01021997L, "9p")]
    [InlineData(0x65735546L, "FUSE")]
    public void Network_file_systems_are_known_by_their_numbers(long type, string name) => Assert.Equal(name, NetworkFileSystems.NameOf(type));

    [Theory]
    [InlineData(0xEF53L)]
    [InlineData(0x01021994L)]
    [InlineData(0x58465342L)]
    [InlineData(0x9123683EL)]
    [InlineData(0x794C7630L)]
    public void Local_file_systems_are_not_among_them(long type) => Assert.Null(NetworkFileSystems.NameOf(type));

    [Fact]
    public void The_file_system_of_this_folder_is_read_as_the_system_tells_it()
    {
        using var stat = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("stat", ["-f", "-c", "%t", _folder.FullName]) { RedirectStandardOutput = true })!;
        var type = Convert.ToInt64(stat.StandardOutput.ReadToEnd().Trim(), 16);
        stat.WaitForExit();
        Assert.Equal(type, NativeFiles.FileSystem(_folder.FullName) & 0xFFFFFFFF);
        Assert.Equal(PeerCheck.OwnUser, NativeFiles.Owner(_folder.FullName));
    }

    [Fact]
    public void A_folder_is_made_private_and_one_that_belongs_to_somebody_else_is_refused()
    {
        var path = Path.Combine(_folder.FullName, "a", "b");
        Assert.Null(PrivateFolder.Ensure(path, path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
        Assert.Null(PrivateFolder.Ensure(path, path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        Assert.Equal("BM8106", $"{PrivateFolder.Ensure(FolderOfSomebodyElse(), path)?.Code}");
    }

    // Root has everything that is at hand, but can give a folder away.
    private string FolderOfSomebodyElse()
    {
        if (PeerCheck.OwnUser != 0) return "/";
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, "theirs")).FullName;
        using var change = Process.Start("chown", ["65534", folder]);
        change.WaitForExit();
        Assert.Equal(0, change.ExitCode);
        return folder;
    }
}
