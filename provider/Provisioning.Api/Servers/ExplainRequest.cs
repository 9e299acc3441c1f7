namespace Provisioning.Api.Servers;

/// <summary>Asks why a server is where it is.</summary>
/// <param name="Server">Which.</param>
public sealed record ExplainRequest(string Server);
