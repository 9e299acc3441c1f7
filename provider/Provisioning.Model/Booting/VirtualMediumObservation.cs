namespace Provisioning.Model.Booting;

/// <summary>A virtual medium slot as it stands.</summary>
/// <param name="Slot">The slot's path on the BMC.</param>
/// <param name="Image">The URL that is inserted; null: none, or the BMC does not tell.</param>
/// <param name="Inserted">Whether something is inserted.</param>
public sealed record VirtualMediumObservation(string Slot, string? Image, bool Inserted);
