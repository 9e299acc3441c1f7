namespace Provisioning.Api.Servers;

/// <summary>Stops all work on a server until it is lifted; beats every door and every remedy.</summary>
/// <param name="Server">Which.</param>
/// <param name="Reason">Why; shown to whoever meets it.</param>
/// <param name="Until">When it lifts itself; null for never.</param>
/// <param name="Ticket">Where it is written about.</param>
public sealed record HoldRequest(string Server, string Reason, DateTimeOffset? Until, string? Ticket);
