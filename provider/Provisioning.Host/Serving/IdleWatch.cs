using Provisioning.Host.Logs;
using Provisioning.Host.Operations;
using Provisioning.Host.Stores;

namespace Provisioning.Host.Serving;

/// <summary>Lets the engine leave when nothing has run and no door was connected for a while, and when its store has gone.</summary>
internal sealed class IdleWatch(
    OperationRegistry registry, DoorCount doors, IStoreGuard guard, EngineExit exit, IEngineLog log, TimeProvider time, TimeSpan limit)
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(50);

    /// <summary>Watches until the engine leaves.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var tick = TimeSpan.FromTicks(Math.Clamp(limit.Ticks / 4, ShortestTick.Ticks, LongestTick.Ticks));
        using var timer = new PeriodicTimer(tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (guard.Check() is not null) return;
                if (!IsIdle() || !registry.TryLeave()) continue;
                log.Write($"leaves after {limit.TotalSeconds:0} s without work");
                exit.Leave();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The engine leaves for another reason.
        }
    }

    private bool IsIdle()
    {
        if (doors.EmptySince is not { } empty || registry.Running > 0) return false;
        var since = empty > registry.LastEnd ? empty : registry.LastEnd;
        return time.GetUtcNow() - since >= limit;
    }
}
