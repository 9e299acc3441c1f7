using Provisioning.Model.Collections;
using Provisioning.Model.Inventories;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Powering;

namespace Provisioning.Model.Servers;

/// <summary>
/// What is known of a server, as far as planning and drift need it: the managed keys only. Built from a live look, or from a door's prior state.
/// Nothing here is volatile: no temperatures, no times.
/// </summary>
public sealed record ServerObserved
{
    /// <summary>Who it is.</summary>
    public required ServerIdentity Identity { get; init; }

    /// <summary>The fingerprint of the BMC's certificate, SHA-256 as lower-case hex; null where TLS is not verified by pin.</summary>
    public string? BmcFingerprint { get; init; }

    /// <summary>Where in its life it is.</summary>
    public LifecycleState Lifecycle { get; init; } = LifecycleState.Enrolled;

    /// <summary>Current values of the managed BIOS attributes. A managed attribute that the BMC does not have is absent.</summary>
    public ValueMap<string, string> Bios { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>Current versions of the managed firmware roles.</summary>
    public ValueMap<string, string> Firmware { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>Current values of the managed BMC settings: <c>host_name</c>, <c>ntp_servers</c> (comma between).</summary>
    public ValueMap<string, string> BmcSettings { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>The id of the OS image that was written and confirmed; null: none by us.</summary>
    public string? ImageId { get; init; }

    /// <summary>The user data version that was written with it.</summary>
    public long? UserDataVersion { get; init; }

    /// <summary>The rebuild trigger that was in force when it was written.</summary>
    public string? RebuildTrigger { get; init; }

    /// <summary>The id of the network profile that was written with it; null: none.</summary>
    public string? NetworkProfileId { get; init; }

    /// <summary>The id of the validation profile that the machine was last seen to meet; null: none.</summary>
    public string? ValidationProfileId { get; init; }

    /// <summary>The id of the attestation policy that its measurements were last seen to meet; null: none.</summary>
    public string? AttestationPolicyId { get; init; }

    /// <summary>The power state; null: not looked at.</summary>
    public PowerState? Power { get; init; }

    /// <summary>Network interfaces.</summary>
    public ValueArray<NetworkInterface> Interfaces { get; init; }
}
