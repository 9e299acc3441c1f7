namespace Provisioning.Model.Validation;

/// <summary>Drives that must be there.</summary>
/// <param name="MinCount">How many at least.</param>
/// <param name="Type">Only drives of this type count: <c>nvme</c>, <c>ssd</c>, <c>hdd</c>; null: any.</param>
/// <param name="MinSizeGib">Only drives of at least this size in GiB count; null: any.</param>
public sealed record DriveRequirement(long MinCount, string? Type, long? MinSizeGib);
