using Provisioning.Api.Local;

namespace Provisioning.Cli.Engines;

/// <summary>Runs the engine; the host project does.</summary>
public interface IEngineHosting
{
    /// <summary>Is the engine until it leaves.</summary>
    /// <param name="place">The store and its socket.</param>
    /// <param name="report">Hears once how the start went.</param>
    /// <param name="cancellationToken">Asks it to end.</param>
    /// <returns>The exit code.</returns>
    Task<int> RunAsync(EnginePlace place, Action<LaunchReport> report, CancellationToken cancellationToken);

    /// <summary>Starts an engine apart from this process.</summary>
    ValueTask<LaunchReport> LaunchAsync(EnginePlace place, CancellationToken cancellationToken);
}
