using Provisioning.Model.Collections;

namespace Provisioning.Model.BmcConfiguration;

/// <summary>The BMC's settings as read.</summary>
/// <param name="HostName">The host name; null where the BMC has no such setting.</param>
/// <param name="NtpEnabled">Whether NTP is on; null: not told.</param>
/// <param name="NtpServers">The NTP servers in order, empty strings left out.</param>
/// <param name="Clock">The BMC's clock; null: not told.</param>
public sealed record BmcSettingsObservation(string? HostName, bool? NtpEnabled, ValueArray<string> NtpServers, DateTimeOffset? Clock);
