namespace Provisioning.Api.Discovery;

/// <summary>Examines one BMC; writes nothing anywhere.</summary>
/// <param name="Address">Where, with a port if need be.</param>
/// <param name="Credential">The name of the credential to log in with; null to look from outside only.</param>
public sealed record DoctorRequest(string Address, string? Credential)
{
    /// <summary>Whether the BIOS attributes are read, too; needs a login.</summary>
    public bool Bios { get; init; }

    /// <summary>Whether the firmware inventory is read, too; needs a login.</summary>
    public bool Firmware { get; init; }
}
