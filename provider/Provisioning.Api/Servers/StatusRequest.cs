namespace Provisioning.Api.Servers;

/// <summary>Asks how servers are, from what the store knows; no BMC is asked.</summary>
/// <param name="Server">Which; null for all of the store.</param>
public sealed record StatusRequest(string? Server);
