namespace Provisioning.Api.Servers;

/// <summary>Accepts a BMC certificate that changed.</summary>
/// <param name="Server">Of which server.</param>
/// <param name="Fingerprint">The fingerprint to accept; null for the one that the BMC shows now.</param>
public sealed record TrustRequest(string Server, string? Fingerprint);
