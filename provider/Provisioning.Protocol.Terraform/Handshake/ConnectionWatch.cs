using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;
using Provisioning.Protocol.Terraform.Sessions;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>
/// Follows the connections. The session of one that is gone is forgotten; and a plugin whose client died without a word (its last connection
/// is gone for a while) leaves by itself, or it would stay for ever.
/// </summary>
internal sealed class ConnectionWatch(SessionTable sessions, IHostApplicationLifetime lifetime, TimeProvider time, bool leavesAlone)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private int _open;

    /// <summary>One connection's life.</summary>
    public async Task FollowAsync(ConnectionContext connection, ConnectionDelegate next, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        try
        {
            await next(connection);
        }
        finally
        {
            if (Interlocked.Decrement(ref _open) == 0 && leavesAlone) _ = LeaveAsync(lifetime.ApplicationStopping);
            await sessions.ForgetAsync(connection.ConnectionId, cancellationToken);
        }
    }

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Grace, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (Volatile.Read(ref _open) == 0) lifetime.StopApplication();
    }
}
