using Provisioning.Model.Collections;

namespace Provisioning.Model.BmcConfiguration;

/// <summary>The BMC's own settings that a server must have.</summary>
public sealed record BmcProfile
{
    /// <summary>The document's name.</summary>
    public required string Name { get; init; }

    /// <summary>NTP servers in order; empty: not managed.</summary>
    public ValueArray<string> NtpServers { get; init; }

    /// <summary>What the BMC's host name must be.</summary>
    public BmcHostNameRule HostName { get; init; } = BmcHostNameRule.Unmanaged;
}

/// <summary>What the BMC's host name must be.</summary>
public enum BmcHostNameRule
{
    /// <summary>Left as it is.</summary>
    Unmanaged = 1,

    /// <summary>The server's name.</summary>
    ServerName = 2,
}

/// <summary>The BMC's settings as read.</summary>
/// <param name="HostName">The host name; null where the BMC has no such setting.</param>
/// <param name="NtpEnabled">Whether NTP is on; null: not told.</param>
/// <param name="NtpServers">The NTP servers in order, empty strings left out.</param>
/// <param name="Clock">The BMC's clock; null: not told.</param>
public sealed record BmcSettingsObservation(string? HostName, bool? NtpEnabled, ValueArray<string> NtpServers, DateTimeOffset? Clock);
