using Provisioning.Api.Engines;
using Provisioning.Api.Local;

namespace Provisioning.Api.Client;

/// <summary>What a door says about the engine that it wants.</summary>
public sealed record EngineClientOptions
{
    /// <summary>The store and its socket.</summary>
    public required EnginePlace Place { get; init; }

    /// <summary>What to start an engine with.</summary>
    public required EngineProgram Program { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long connecting may take, a start of the engine included.</summary>
    public TimeSpan ConnectDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a cancelled apply waits for its partial result: steps that must finish are bounded by seconds.</summary>
    public TimeSpan CancelWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The version of this program.</summary>
    public string ProgramVersion { get; init; } = OwnProgramVersion;

    /// <summary>The API that this door speaks.</summary>
    public ApiVersion ApiVersion { get; init; } = ApiVersion.Current;

    /// <summary>Whether an engine may be started; otherwise only one that runs is used.</summary>
    public bool MayStart { get; init; } = true;

    /// <summary>The version of the program that this library is part of.</summary>
    public static string OwnProgramVersion { get; } = typeof(EngineClientOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
