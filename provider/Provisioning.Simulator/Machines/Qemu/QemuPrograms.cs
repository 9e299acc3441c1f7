namespace Provisioning.Simulator.Machines.Qemu;

/// <summary>Where the programs and firmware files are that virtual machines need.</summary>
internal static class QemuPrograms
{
    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin"];
    private static readonly string[] FirmwareFolders = ["/usr/share/OVMF", "/usr/share/edk2/ovmf", "/usr/share/edk2/x64"];

    public static string? Qemu => Program("qemu-system-x86_64");

    public static string? Swtpm => Program("swtpm");

    public static string? SwtpmSetup => Program("swtpm_setup");

    public static string? SwtpmLocalCa => Program("swtpm_localca");

    /// <summary>UEFI code.</summary>
    public static string? FirmwareCode => Firmware("OVMF_CODE_4M.fd", "OVMF_CODE.4m.fd");

    /// <summary>Empty UEFI variables, which each machine copies.</summary>
    public static string? FirmwareVariables => Firmware("OVMF_VARS_4M.fd", "OVMF_VARS.4m.fd");

    /// <summary>What is missing of what a machine needs.</summary>
    public static IEnumerable<string> Missing(bool tpm)
    {
        if (Qemu is null) yield return "qemu-system-x86_64";
        if (FirmwareCode is null || FirmwareVariables is null) yield return "OVMF_CODE_4M.fd";
        if (Program("setsid") is null) yield return "setsid";
        if (tpm && Swtpm is null) yield return "swtpm";
        if (tpm && (SwtpmSetup is null || SwtpmLocalCa is null)) yield return "swtpm_setup";
    }

    private static string? Program(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string? Firmware(params string[] names) =>
        FirmwareFolders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
