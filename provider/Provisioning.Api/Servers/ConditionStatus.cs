namespace Provisioning.Api.Servers;

/// <summary>A condition beside a server's lifecycle.</summary>
/// <param name="Name">Which, e.g. <c>Reachable</c>.</param>
/// <param name="Holds">True, false, or null for unknown.</param>
/// <param name="Reason">Why it is so.</param>
/// <param name="Since">Since when; null when not known.</param>
public sealed record ConditionStatus(string Name, bool? Holds, string Reason, DateTimeOffset? Since);
