namespace Provisioning.Api.Servers;

/// <summary>Stops managing a server and touches nothing of it.</summary>
/// <param name="Server">Which.</param>
public sealed record ForgetRequest(string Server);
