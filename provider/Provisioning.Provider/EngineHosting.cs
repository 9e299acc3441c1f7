using Provisioning.Api.Client;
using Provisioning.Api.Local;
using Provisioning.Cli.Engines;
using Provisioning.Host.Composition;
using Provisioning.Host.Launching;
using Provisioning.Host.Serving;

namespace Provisioning.Provider;

/// <summary>Lends the command the engine process.</summary>
internal sealed class EngineHosting(EngineProgram program, IReadOnlyDictionary<string, string> environment) : IEngineHosting
{
    /// <inheritdoc/>
    public Task<int> RunAsync(EnginePlace place, Action<LaunchReport> report, CancellationToken cancellationToken)
    {
        var options = new EngineRunOptions
        {
            Place = place,
            Facade = new EngineComposition(EngineClientOptions.OwnProgramVersion),
            Environment = environment,
            Report = report,
        };
        return EngineProcess.RunAsync(options, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<LaunchReport> LaunchAsync(EnginePlace place, CancellationToken cancellationToken) =>
        EngineLaunch.RunAsync(program, place, environment, TimeProvider.System, cancellationToken);
}
