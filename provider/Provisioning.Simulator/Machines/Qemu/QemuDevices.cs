using System.Globalization;

namespace Provisioning.Simulator.Machines.Qemu;

/// <summary>Ids of a virtual machine's devices, and their places in its usual boot order.</summary>
internal static class QemuDevices
{
    public const string Cd = "cd0";
    public const int DiskIndex = 1;
    public const int CdIndex = 2;
    public const int NicIndex = 3;

    /// <summary>Behind every other place.</summary>
    public const int LastIndex = 9;

    public static string Disk(int index) => "disk" + index.ToString(CultureInfo.InvariantCulture);

    public static string Nic(int index) => "nic" + index.ToString(CultureInfo.InvariantCulture);
}
