using Provisioning.Host.Logs;
using Provisioning.Host.Stores;

namespace Provisioning.Host.Serving;

/// <summary>What an engine is started with.</summary>
public sealed record EngineStart
{
    /// <summary>The site.</summary>
    public required string Site { get; init; }

    /// <summary>The folder of the store; it exists, is private, and <c>engine.lock</c> in it is held.</summary>
    public required string StoreFolder { get; init; }

    /// <summary>One more than the last engine on this store had; 1 at first.</summary>
    public required long Generation { get; init; }

    /// <summary>To be asked before each write to a BMC.</summary>
    public required IStoreGuard Guard { get; init; }

    /// <summary>The engine's log file.</summary>
    public required IEngineLog Log { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The environment of the process, as far as the launcher passed it on.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}
