namespace Provisioning.Api.Servers;

/// <summary>Says about a step what the engine cannot tell.</summary>
/// <param name="Server">Of which server.</param>
/// <param name="Step">Which step, as history names it.</param>
/// <param name="Resolution">What to take it for.</param>
public sealed record ResolveRequest(string Server, string Step, Resolution Resolution);
