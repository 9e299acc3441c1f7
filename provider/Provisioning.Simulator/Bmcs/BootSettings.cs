using Provisioning.Simulator.Machines;

namespace Provisioning.Simulator.Bmcs;

/// <summary>The Boot object of a system. Used under the BMC's gate.</summary>
internal sealed class BootSettings
{
    private static readonly string[] InitialOrder = ["Boot0001", "Boot0002", "Boot0003"];

    /// <summary>Disabled, Once or Continuous.</summary>
    public string OverrideEnabled { get; set; } = "Disabled";

    public string OverrideTarget { get; set; } = "None";

    public string OverrideMode { get; set; } = "UEFI";

    public string HttpBootUri { get; set; } = "";

    /// <summary>References of boot options, first tried first.</summary>
    public List<string> Order { get; } = [.. InitialOrder];

    /// <summary>Boot options that are switched off.</summary>
    public HashSet<string> Disabled { get; } = new(StringComparer.Ordinal);

    /// <summary>The device that the next boot uses; an override for once is spent by asking.</summary>
    public BootDevice TakeDevice(bool ignoreOverride)
    {
        if (OverrideEnabled == "Disabled" || OverrideTarget == "None") return BootDevice.Default;
        var device = OverrideTarget switch
        {
            "Cd" or "Usb" => BootDevice.Cd,
            "Hdd" => BootDevice.Disk,
            "Pxe" or "UefiHttp" => BootDevice.Network,
            "BiosSetup" => BootDevice.Setup,
            _ => BootDevice.Default,
        };
        if (OverrideEnabled == "Once")
        {
            OverrideEnabled = "Disabled";
            OverrideTarget = "None";
        }

        return ignoreOverride ? BootDevice.Default : device;
    }
}
