namespace Provisioning.Engine.Servers;

/// <summary>How an attempt stands.</summary>
public enum AttemptState
{
    /// <summary>Under way, or left by an engine that died, or by a caller who cancelled what goes on by itself.</summary>
    Open = 1,

    /// <summary>Every step is confirmed.</summary>
    Done = 2,

    /// <summary>Given up.</summary>
    Failed = 3,

    /// <summary>Stopped by its caller.</summary>
    Cancelled = 4,
}
