namespace Provisioning.Engine.Discovery;

/// <summary>How far a task is.</summary>
public enum BmcTaskState
{
    /// <summary>New, starting, running, pending, suspended or stopping.</summary>
    Running = 1,

    /// <summary>Completed.</summary>
    Completed = 2,

    /// <summary>Exception, killed, cancelled or interrupted.</summary>
    Failed = 3,
}
