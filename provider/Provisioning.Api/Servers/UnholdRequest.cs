namespace Provisioning.Api.Servers;

/// <summary>Lifts a hold.</summary>
/// <param name="Server">Of which server.</param>
public sealed record UnholdRequest(string Server);
