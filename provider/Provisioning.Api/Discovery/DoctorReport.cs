using Provisioning.Model.Collections;

namespace Provisioning.Api.Discovery;

/// <summary>What an examination found.</summary>
/// <param name="Address">Of which BMC.</param>
/// <param name="Checks">The checks, in the order they were made.</param>
/// <param name="ObservedAt">When.</param>
public sealed record DoctorReport(string Address, ValueArray<DoctorCheck> Checks, DateTimeOffset ObservedAt);
