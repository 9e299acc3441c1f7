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
