namespace Provisioning.Model.Validation;

/// <summary>Network interfaces that must be there.</summary>
/// <param name="MinCount">How many at least.</param>
/// <param name="MinSpeedMbps">Only interfaces whose link runs at least this fast, in Mbit/s, count; null: any.</param>
public sealed record InterfaceRequirement(long MinCount, long? MinSpeedMbps);
