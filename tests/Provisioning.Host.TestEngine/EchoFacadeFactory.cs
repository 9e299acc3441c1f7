using Provisioning.Host.Serving;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Host.TestEngine;

/// <summary>Opens an <see cref="EchoFacade"/>.</summary>
public sealed class EchoFacadeFactory : IEngineFacadeFactory
{
    /// <summary>A site of this name cannot be opened.</summary>
    public const string BrokenSite = "broken";

    /// <inheritdoc/>
    public ValueTask<Outcome<IEngineFacade>> OpenAsync(EngineStart start, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<IEngineFacade>>(start.Site == BrokenSite
            ? InternalDiagnostics.UnexpectedFault.Occurs("The store is broken", "As the test wants it.")
            : new Outcome<IEngineFacade>.Success(new EchoFacade(start), []));
}
