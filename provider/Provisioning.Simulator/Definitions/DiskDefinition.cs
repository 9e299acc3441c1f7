namespace Provisioning.Simulator.Definitions;

/// <summary>A disk of a machine.</summary>
/// <param name="Serial">Its serial number.</param>
/// <param name="SizeBytes">Its size in bytes.</param>
/// <param name="Medium">What it is.</param>
/// <param name="Model">Its model.</param>
public sealed record DiskDefinition(string Serial, long SizeBytes, DiskMedium Medium, string Model);
