using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Disks;

namespace Provisioning.Agent.Linux;

/// <summary>Whole disks from /sys/block: those with a device behind them, fixed, writable, of some size.</summary>
/// <param name="root">Where / is; another folder in tests.</param>
internal sealed class LinuxDisks(string root) : IDisks
{
    private const string Block = "sys/block";
    private const int SysBlockBytes = 512;

    /// <inheritdoc/>
    public IReadOnlyList<IDisk> List() =>
    [
        .. SysFile.Names(root, Block)
            .Where(IsDisk)
            .Select(name => new LinuxDisk(Describe(name), Path.Combine(root, "dev", name))),
    ];

    // sr and fd are drives of removable media, whatever their "removable" says; mmcblk*boot* are boot areas; hidden ones are single
    // paths to an NVMe namespace that is listed as a whole beside them.
    private bool IsDisk(string name) =>
        Directory.Exists(Path.Combine(root, Block, name, "device"))
        && !name.StartsWith("sr", StringComparison.Ordinal)
        && !name.StartsWith("fd", StringComparison.Ordinal)
        && !(name.StartsWith("mmcblk", StringComparison.Ordinal) && name.Contains("boot", StringComparison.Ordinal))
        && SysFile.Number(root, Block, name, "removable") is not 1
        && SysFile.Number(root, Block, name, "ro") is not 1
        && SysFile.Number(root, Block, name, "hidden") is not 1
        && SysFile.Number(root, Block, name, "size") > 0;

    private DiskDescription Describe(string name) => new()
    {
        Name = name,
        Serial = FirstText(name, "device/serial", "serial", "device/vpd_pg80"),
        Wwn = FirstText(name, "wwid", "device/wwid") is { Length: > 0 } wwn ? wwn : null,
        Model = FirstText(name, "device/model"),
        SizeBytes = (SysFile.Number(root, Block, name, "size") ?? 0) * SysBlockBytes,
        Type = TypeOf(name),
        LogicalBlockBytes = (int)(SysFile.Number(root, Block, name, "queue/logical_block_size") ?? SysBlockBytes),
    };

    private DiskType TypeOf(string name)
    {
        if (name.StartsWith("nvme", StringComparison.Ordinal)) return DiskType.Nvme;
        if (name.StartsWith("vd", StringComparison.Ordinal) || name.StartsWith("xvd", StringComparison.Ordinal)) return DiskType.Virtual;
        return SysFile.Number(root, Block, name, "queue/rotational") == 1 ? DiskType.Hdd : DiskType.Ssd;
    }

    private string FirstText(string name, params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
        {
            var text = Printable(SysFile.Text(root, Block, name, file));
            if (text.Length > 0) return text;
        }

        return "";
    }

    // vpd_pg80 is a SCSI page: four bytes of header, then the serial number.
    private static string Printable(string text) => string.Concat(text.Where(one => one is >= ' ' and <= '~')).Trim();
}
