namespace Provisioning.Engine.Administration;

/// <summary>A hold as it is asked for.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Until">Until when; null: until it is lifted.</param>
/// <param name="Ticket">Where it is written about; null: nowhere.</param>
public sealed record HoldOrder(string Reason, DateTimeOffset? Until, string? Ticket);
