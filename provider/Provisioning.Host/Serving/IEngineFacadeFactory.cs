using Provisioning.Model.Diagnostics;

namespace Provisioning.Host.Serving;

/// <summary>Puts the engine together once its process holds the store.</summary>
public interface IEngineFacadeFactory
{
    /// <summary>
    /// Opens the store and everything above it. Called once, before the socket listens; what takes long (resuming operations) is begun
    /// here and goes on afterwards. A failure ends the process, and the door that started it shows the diagnostics.
    /// </summary>
    ValueTask<Outcome<IEngineFacade>> OpenAsync(EngineStart start, CancellationToken cancellationToken);
}
