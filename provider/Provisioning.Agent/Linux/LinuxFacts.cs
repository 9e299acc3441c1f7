using System.Globalization;
using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Linux;

/// <summary>The machine's facts from /sys/class/dmi, /proc and the firmware's variables.</summary>
/// <param name="root">Where / is; another folder in tests.</param>
internal sealed class LinuxFacts(string root) : IMachineFacts
{
    private const string SecureBootVariable = "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";

    /// <inheritdoc/>
    public MachineFacts Read() => new()
    {
        Uuid = Dmi("product_uuid").ToLowerInvariant(),
        Serial = Dmi("product_serial"),
        Manufacturer = Dmi("sys_vendor"),
        Model = Dmi("product_name"),
        BiosVersion = Dmi("bios_version"),
        CpuCount = CpuLines("processor").Count(),
        CpuModel = CpuLines("model name").FirstOrDefault() ?? "",
        MemoryMiB = MemoryKib() / 1024,
        SecureBoot = IsSecureBoot(),
        UptimeSeconds = Uptime(),
        BootId = SysFile.Text(root, "proc/sys/kernel/random/boot_id"),
    };

    private string Dmi(string name) => SysFile.Text(root, "sys/class/dmi/id", name);

    private IEnumerable<string> CpuLines(string key) => SysFile.Text(root, "proc/cpuinfo")
        .Split('\n')
        .Where(line => line.StartsWith(key, StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());

    private long MemoryKib()
    {
        var line = SysFile.Text(root, "proc/meminfo").Split('\n').FirstOrDefault(text => text.StartsWith("MemTotal:", StringComparison.Ordinal));
        var words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var kib) ? kib : 0;
    }

    private double Uptime()
    {
        var first = SysFile.Text(root, "proc/uptime").Split(' ')[0];
        return double.TryParse(first, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
    }

    // Four bytes of attributes, then the variable: one byte.
    private bool IsSecureBoot()
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(root, "sys/firmware/efi/efivars", SecureBootVariable)) is [.., 1];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
