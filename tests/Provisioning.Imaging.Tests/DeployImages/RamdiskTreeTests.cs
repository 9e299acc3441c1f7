using System.Text;
using Provisioning.Imaging.DeployImages;
using Provisioning.Imaging.Tests.Tools;

namespace Provisioning.Imaging.Tests.DeployImages;

public sealed class RamdiskTreeTests
{
    [Fact]
    public async Task Archive_is_read_by_cpio()
    {
        using var folder = new TemporaryFolder();
        var archive = folder.File("root.cpio");
        await File.WriteAllBytesAsync(archive, Written(), TestContext.Current.CancellationToken);
        var target = Directory.CreateDirectory(folder.File("out")).FullName;

        var list = await Programs.RunAsync("sh", "cpio", "-c", $"command -v cpio >/dev/null || exit 9; cpio -itv --quiet < {archive}");
        Assert.Contains("crw-------", list, StringComparison.Ordinal);
        Assert.Contains("5,   1", list, StringComparison.Ordinal);
        await Programs.RunAsync("sh", "cpio", "-c", $"cd {target} && cpio -i --quiet --no-preserve-owner 'a*' 'bin*' < {archive}");

        Assert.Equal("hello\n", await File.ReadAllTextAsync(Path.Combine(target, "a/b/file"), TestContext.Current.CancellationToken));
        Assert.Equal("busybox", new FileInfo(Path.Combine(target, "bin/sh")).LinkTarget);
        Assert.True((new FileInfo(Path.Combine(target, "bin/busybox")).UnixFileMode & UnixFileMode.UserExecute) != 0);
    }

    [Fact]
    public void Equal_content_gives_equal_bytes() => Assert.Equal(Written(), Written());

    private static byte[] Written()
    {
        var tree = new RamdiskTree();
        tree.File("/a/b/file", Encoding.UTF8.GetBytes("hello\n"));
        tree.File("a-b", []);
        tree.Device("dev/console", 5, 1);
        tree.File("bin/busybox", [1, 2, 3], executable: true);
        tree.Link("bin/sh", "busybox");
        using var output = new MemoryStream();
        tree.WriteTo(output);
        return output.ToArray();
    }
}
