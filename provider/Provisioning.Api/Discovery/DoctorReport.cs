using Provisioning.Model.Collections;

namespace Provisioning.Api.Discovery;

/// <summary>What an examination found.</summary>
/// <param name="Address">Of which BMC.</param>
/// <param name="Checks">The checks, in the order they were made.</param>
/// <param name="ObservedAt">When.</param>
public sealed record DoctorReport(string Address, ValueArray<DoctorCheck> Checks, DateTimeOffset ObservedAt)
{
    /// <summary>The BIOS attributes by name; empty where they were not asked for or could not be read, which a check tells.</summary>
    public ValueArray<BiosAttribute> Bios { get; init; }

    /// <summary>The firmware inventory; empty where it was not asked for or could not be read, which a check tells.</summary>
    public ValueArray<FirmwareComponent> Firmware { get; init; }
}
