using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Collections;

namespace Provisioning.Model.Servers;

/// <summary>Which settings of a server are managed, and what they must be: the profiles less what is taken out by <see cref="ServerDesired.Unmanaged"/>.</summary>
public static class ManagedSettings
{
    /// <summary>The key of the BMC's host name in <see cref="ServerObserved.BmcSettings"/>.</summary>
    public const string HostName = "host_name";

    /// <summary>The key of the BMC's NTP servers, which are joined by commas.</summary>
    public const string NtpServers = "ntp_servers";

    /// <summary>The BIOS attributes with their desired values.</summary>
    public static ValueMap<string, string> Bios(ServerDesired desired) => desired.BiosProfile is { } profile
        ? ValueMap<string, string>.From(profile.Content.Attributes.Where(entry => IsManaged(desired, "bios." + entry.Key)))
        : ValueMap<string, string>.Empty;

    /// <summary>The BMC's settings with their desired values.</summary>
    public static ValueMap<string, string> Bmc(ServerDesired desired)
    {
        var settings = ValueMap<string, string>.Empty;
        if (desired.BmcProfile is not { } profile) return settings;
        if (!profile.Content.NtpServers.IsEmpty && IsManaged(desired, "bmc_settings." + NtpServers))
            settings = settings.Set(NtpServers, string.Join(',', profile.Content.NtpServers));
        if (profile.Content.HostName == BmcHostNameRule.ServerName && IsManaged(desired, "bmc_settings." + HostName))
            settings = settings.Set(HostName, desired.Name);
        return settings;
    }

    /// <summary>The firmware roles with their desired versions.</summary>
    public static ValueMap<string, string> Firmware(ServerDesired desired) => desired.FirmwareBaseline is { } baseline
        ? ValueMap<string, string>.From(baseline.Content.Components.Where(entry => IsManaged(desired, "firmware." + entry.Key)))
        : ValueMap<string, string>.Empty;

    private static bool IsManaged(ServerDesired desired, string path) => !UnmanagedPattern.Matches(desired.Unmanaged, path);
}
