namespace Provisioning.Host.Logs;

/// <summary>How much a line of the engine's log matters.</summary>
public enum EngineLogLevel
{
    /// <summary>The usual course.</summary>
    Info = 1,

    /// <summary>Something failed, and there is a remedy.</summary>
    Warning = 2,

    /// <summary>Something failed.</summary>
    Error = 3,
}
