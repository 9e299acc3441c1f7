using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.Discovery;

/// <summary>A BMC that answered, or one that was named and did not. What needs a login is null without one.</summary>
public sealed record DiscoveredBmc
{
    /// <summary>Where, with the port if it is not the usual one.</summary>
    public required string Address { get; init; }

    /// <summary>Who made the machine.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>Which model it is.</summary>
    public string? Model { get; init; }

    /// <summary>The system's serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>The system's UUID.</summary>
    public string? Uuid { get; init; }

    /// <summary>The version of Redfish that it speaks.</summary>
    public string? RedfishVersion { get; init; }

    /// <summary>The firmware of the BMC.</summary>
    public string? BmcFirmware { get; init; }

    /// <summary>The SHA-256 fingerprint of its certificate.</summary>
    public string? TlsFingerprint { get; init; }

    /// <summary>Host power, e.g. <c>On</c>.</summary>
    public string? Power { get; init; }

    /// <summary>The name under which the machine is enrolled in the store; null when it is not.</summary>
    public string? EnrolledAs { get; init; }

    /// <summary>Whether a BMC answered at all.</summary>
    public bool HasAnswered => TlsFingerprint is not null;

    /// <summary>Why it did not answer, or did and could not be looked at closer with the credential; null: neither.</summary>
    public Diagnostic? Fault { get; init; }

    /// <summary>When it was seen.</summary>
    public required DateTimeOffset ObservedAt { get; init; }
}
