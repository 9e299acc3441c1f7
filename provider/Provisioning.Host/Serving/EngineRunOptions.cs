using Provisioning.Api.Local;

namespace Provisioning.Host.Serving;

/// <summary>With what an engine process runs.</summary>
public sealed record EngineRunOptions
{
    /// <summary>The store and its socket.</summary>
    public required EnginePlace Place { get; init; }

    /// <summary>Puts the engine together.</summary>
    public required IEngineFacadeFactory Facade { get; init; }

    /// <summary>The environment of the process.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Hears once how the start went.</summary>
    public required Action<LaunchReport> Report { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
