namespace Provisioning.Engine.Servers;

/// <summary>An operator's stop.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">Until when; null: until it is lifted.</param>
/// <param name="Ticket">Where it is written about; null: nowhere.</param>
public sealed record HoldNote(string Reason, string Actor, DateTimeOffset Since, DateTimeOffset? Until, string? Ticket)
{
    /// <summary>Whether it is in force.</summary>
    public bool IsInForce(DateTimeOffset now) => Until is null || now < Until;
}
