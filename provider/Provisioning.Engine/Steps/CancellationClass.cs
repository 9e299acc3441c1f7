namespace Provisioning.Engine.Steps;

/// <summary>What becomes of a step when the caller cancels.</summary>
internal enum CancellationClass
{
    /// <summary>It is finished: seconds, bounded by its deadline.</summary>
    Finish = 1,

    /// <summary>It is ours to stop, and is stopped.</summary>
    Abort = 2,

    /// <summary>It goes on by itself; we stop waiting and take it up later.</summary>
    Detach = 3,
}
