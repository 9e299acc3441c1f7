namespace Provisioning.Model.Servers;

/// <summary>Where a machine stands.</summary>
/// <param name="Rack">The rack.</param>
/// <param name="Slot">The slot, counted from the bottom; null: not told.</param>
public sealed record RackLocation(string Rack, int? Slot);
