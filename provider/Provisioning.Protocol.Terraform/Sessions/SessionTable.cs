using System.Collections.Concurrent;
using Provisioning.Protocol.Terraform.FromWire;

namespace Provisioning.Protocol.Terraform.Sessions;

/// <summary>
/// The sessions by connection. A started plugin has one connection and one configuration; a plugin that is attached to (for debugging) serves
/// many, one for each provider configuration of each walk, and they must not see each other's.
/// </summary>
internal sealed class SessionTable(TerraformPluginOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ProviderSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>The configured session of a connection; null before its ConfigureProvider.</summary>
    public ProviderSession? Find(string connection) => _sessions.GetValueOrDefault(connection);

    /// <summary>Sets the session of a connection.</summary>
    public async Task ConfigureAsync(string connection, ProviderArguments arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var session = new ProviderSession(options, arguments);
        ProviderSession? before = null;
        _sessions.AddOrUpdate(connection, session, (_, old) =>
        {
            before = old;
            return session;
        });
        if (before is not null) await before.DisposeAsync();
    }

    /// <summary>Forgets a connection that is gone.</summary>
    public async Task ForgetAsync(string connection, CancellationToken cancellationToken)
    {
        if (_sessions.TryRemove(connection, out var session)) await session.DisposeAsync().AsTask().WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _sessions.Keys) await ForgetAsync(connection, CancellationToken.None);
    }
}
