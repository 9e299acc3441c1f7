using Provisioning.Engine.Administration;
using Provisioning.Engine.Execution;
using Provisioning.Engine.Steps;

namespace Provisioning.Engine.Operations;

/// <summary>Puts the engine together.</summary>
public static class EngineBuilder
{
    /// <summary>Reads the servers on record and gives what doors and operators speak to.</summary>
    /// <exception cref="Stores.StoreException">The store cannot be read.</exception>
    public static async ValueTask<ProvisioningEngine> BuildAsync(EnginePorts ports, CancellationToken cancellationToken)
    {
        var book = await ServerBook.OpenAsync(ports.Store, ports.Time, cancellationToken);
        var core = new EngineCore(ports, book, StepRegistry.Standard());
        return new ProvisioningEngine(new ServerOperations(core), new ServerAdministration(core));
    }
}
