namespace Provisioning.Api.Servers;

/// <summary>An operator's stop.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">Until when; null for until it is lifted.</param>
/// <param name="Ticket">Where it is written about; null when nowhere.</param>
public sealed record HoldStatus(string Reason, string Actor, DateTimeOffset Since, DateTimeOffset? Until, string? Ticket);
