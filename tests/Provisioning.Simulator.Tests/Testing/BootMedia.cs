namespace Provisioning.Simulator.Tests.Testing;

/// <summary>Makes bootable media with tools that this project did not write: mkfs.vfat, mtools, xorriso.</summary>
internal static class BootMedia
{
    private static readonly string[] Tools = ["/usr/sbin/mkfs.vfat", "/usr/bin/mmd", "/usr/bin/mcopy", "/usr/bin/xorriso"];

    public static void SkipWithoutTools() => Assert.SkipUnless(
        Tools.All(File.Exists), "mkfs.vfat, mtools or xorriso is missing (apt-get install dosfstools mtools xorriso)");

    /// <summary>An ISO whose EFI boot image holds these files.</summary>
    public static async Task<byte[]> IsoAsync(string folder, params (string Path, byte[] Content)[] files)
    {
        var disc = Directory.CreateDirectory(Path.Combine(folder, "disc")).FullName;
        var fat = Path.Combine(disc, "efi.img");
        await FatAsync(fat, "AGENT", 4096, files);
        var iso = Path.Combine(folder, "boot.iso");
        await RunAsync("/usr/bin/xorriso", "-as", "mkisofs", "-quiet", "-V", "AGENT", "-o", iso, "-eltorito-alt-boot", "-e", "efi.img", "-no-emul-boot", disc);
        return await File.ReadAllBytesAsync(iso, TestContext.Current.CancellationToken);
    }

    /// <summary>A FAT volume in a file of its own.</summary>
    public static async Task FatAsync(string file, string label, int kibiBytes, params (string Path, byte[] Content)[] files)
    {
        await RunAsync("/usr/sbin/mkfs.vfat", "-n", label, "-C", file, kibiBytes.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var made = new HashSet<string>();
        foreach (var (path, content) in files)
        {
            var parts = path.Split('/');
            for (var depth = 1; depth < parts.Length; depth++)
            {
                var directory = string.Join('/', parts[..depth]);
                if (made.Add(directory)) await RunAsync("/usr/bin/mmd", "-i", file, "::/" + directory);
            }

            var source = Path.GetTempFileName();
            await File.WriteAllBytesAsync(source, content, TestContext.Current.CancellationToken);
            await RunAsync("/usr/bin/mcopy", "-i", file, source, "::/" + path);
            File.Delete(source);
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var (code, output) = await ForeignClient.RunAsync(program, arguments);
        Assert.True(code == 0, $"{program}: {output}");
    }
}
