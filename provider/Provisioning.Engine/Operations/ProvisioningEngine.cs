using Provisioning.Engine.Administration;

namespace Provisioning.Engine.Operations;

/// <summary>The engine.</summary>
/// <param name="Operations">For doors.</param>
/// <param name="Administration">For operators.</param>
public sealed record ProvisioningEngine(IServerOperations Operations, IServerAdministration Administration);
