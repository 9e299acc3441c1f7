namespace Provisioning.Api.Local;

/// <summary>How the start of an engine went.</summary>
public enum LaunchOutcome
{
    /// <summary>The new engine listens.</summary>
    Ready = 1,

    /// <summary>Another engine holds the store and listens; the new one has left.</summary>
    Held = 2,

    /// <summary>The new engine could not start, and has left.</summary>
    Failed = 3,
}
