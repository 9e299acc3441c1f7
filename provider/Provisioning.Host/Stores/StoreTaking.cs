using System.Net.Sockets;
using Provisioning.Api.Local;

namespace Provisioning.Host.Stores;

/// <summary>How an engine comes to hold a store.</summary>
internal static class StoreTaking
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// Takes the lock. Where another engine holds it, that one either listens, and this one is the loser of a race; or it starts, or it
    /// leaves, and a little patience tells which.
    /// </summary>
    /// <returns>The lock; null where another engine listens, or has not let go in time.</returns>
    public static async ValueTask<StoreLock?> TakeAsync(
        EnginePlace place, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + patience;
        while (true)
        {
            if (StoreLock.TryTake(place.LockFile) is { } held) return held;
            if (time.GetUtcNow() >= until || await ListensAsync(place, cancellationToken)) return null;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static async ValueTask<bool> ListensAsync(EnginePlace place, CancellationToken cancellationToken)
    {
        var path = EngineFile.Read(place.EngineFile)?.Endpoint ?? place.SocketPath;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
