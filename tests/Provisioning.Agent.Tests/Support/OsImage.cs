using System.Globalization;

namespace Provisioning.Agent.Tests.Support;

/// <summary>A small disk image with a GUID partition table, made by real tools: a FAT partition of configuration and one of data.</summary>
internal static class OsImage
{
    public static readonly string[] Tools = ["sfdisk", "sgdisk", "mkfs.fat", "fsck.fat", "mcopy", "mdir"];

    public const int Mebibyte = 1024 * 1024;

    /// <summary>Makes an image of 24 MiB: 8 MiB of CIDATA (when asked for) from 1 MiB on, 12 MiB of patterned data from 10 MiB on.</summary>
    public static byte[] Make(TemporaryFolder folder, bool withCidata = true, int fatBits = 12)
    {
        var path = folder.File("os.raw");
        using (var file = File.Create(path)) file.SetLength(24 * Mebibyte);
        var label = withCidata ? "CIDATA" : "OTHER";
        var cidata = folder.File("cidata.img");
        Tool.Run("mkfs.fat", "-F", fatBits.ToString(CultureInfo.InvariantCulture), "-n", label, "-C", cidata, "8192");
        Tool.Run(
            "sfdisk",
            """
            label: gpt
            first-lba: 2048
            start=2048, size=16384, type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7, name=config
            start=20480, size=24576, type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709, name=root

            """,
            ["-q", path]);
        var image = File.ReadAllBytes(path);
        File.ReadAllBytes(cidata).CopyTo(image, Mebibyte);
        for (var at = 10 * Mebibyte; at < 14 * Mebibyte; at++) image[at] = (byte)((at * 2654435761L) >> 13);
        return image;
    }

    /// <summary>Cuts the CIDATA partition out of a disk.</summary>
    public static string ExtractCidata(TemporaryFolder folder, byte[] disk)
    {
        var path = folder.File("extracted.img");
        File.WriteAllBytes(path, disk[Mebibyte..(9 * Mebibyte)]);
        return path;
    }
}
