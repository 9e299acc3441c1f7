using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.Engines;

/// <summary>What an engine says about itself.</summary>
public sealed record EngineStatus
{
    /// <summary>The API that it speaks.</summary>
    public required ApiVersion Version { get; init; }

    /// <summary>The program's version, e.g. <c>0.1.0</c>.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>Its process.</summary>
    public required int Pid { get; init; }

    /// <summary>Whose process it is.</summary>
    public required uint Uid { get; init; }

    /// <summary>The site.</summary>
    public required string Site { get; init; }

    /// <summary>The folder of its store.</summary>
    public required string StoreFolder { get; init; }

    /// <summary>Raised at each start of an engine on this store; the epoch that fences leases.</summary>
    public required long Generation { get; init; }

    /// <summary>Operations that run now.</summary>
    public required int Running { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it stays without work and without a door.</summary>
    public required TimeSpan IdleLimit { get; init; }

    /// <summary>What is worth saying about the engine itself.</summary>
    public ValueArray<Diagnostic> Warnings { get; init; }

    /// <summary>Whether nothing runs.</summary>
    public bool IsIdle => Running == 0;
}
