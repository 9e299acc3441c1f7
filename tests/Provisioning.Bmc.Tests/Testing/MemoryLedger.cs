using Provisioning.Engine.Discovery;
using Provisioning.Model.Collections;
using Provisioning.Model.Security;

namespace Provisioning.Bmc.Tests.Testing;

/// <summary>A ledger in memory, with the rules of the store's.</summary>
internal sealed class MemoryLedger(TimeProvider? time = null) : ILoginLedger
{
    private readonly Lock _gate = new();
    private readonly List<(string Authority, string User, Secret Password, DateTimeOffset At)> _refusals = [];
    private readonly Dictionary<(string Authority, string Uri), bool> _inUse = [];

    /// <summary>Sessions of an engine that is no more.</summary>
    public List<string> Orphans { get; } = [];

    public int Refusals
    {
        get
        {
            lock (_gate) return _refusals.Count;
        }
    }

    /// <summary>Sessions that were not seen deleted, whether in use or not.</summary>
    public IReadOnlyList<string> Open
    {
        get
        {
            lock (_gate) return [.. _inUse.Keys.Select(key => key.Uri)];
        }
    }

    private DateTimeOffset Now => (time ?? TimeProvider.System).GetUtcNow();

    public ValueTask<LoginStanding> StandingAsync(string authority, Credential credential, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var own = Standing(refusal => Is(refusal, authority, credential));
            return ValueTask.FromResult(own.Within(Standing(refusal => refusal.Authority == authority && refusal.User == credential.Username)));
        }
    }

    public async ValueTask RecordRefusedAsync(string authority, Credential credential, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(authority, credential, cancellationToken);
        lock (_gate)
        {
            if (standing.Refusals == 0) _refusals.RemoveAll(refusal => Is(refusal, authority, credential));
            _refusals.Add((authority, credential.Username, credential.Password, Now));
        }
    }

    public ValueTask RecordAcceptedAsync(string authority, Credential credential, CancellationToken cancellationToken)
    {
        lock (_gate) _refusals.RemoveAll(refusal => refusal.Authority == authority && refusal.User == credential.Username);
        return ValueTask.CompletedTask;
    }

    public ValueTask SessionOpenedAsync(string authority, string sessionUri, CancellationToken cancellationToken)
    {
        lock (_gate) _inUse[(authority, sessionUri)] = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask SessionAbandonedAsync(string authority, string sessionUri, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_inUse.ContainsKey((authority, sessionUri))) _inUse[(authority, sessionUri)] = false;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask SessionClosedAsync(string authority, string sessionUri, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_inUse.TryGetValue((authority, sessionUri), out var isInUse) && !isInUse) _inUse.Remove((authority, sessionUri));
            Orphans.Remove(sessionUri);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ValueArray<string>> OrphanedSessionsAsync(string authority, CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult(Orphans.Concat(_inUse.Where(row => !row.Value && row.Key.Authority == authority).Select(row => row.Key.Uri)).ToValueArray());
    }

    private LoginStanding Standing(Func<(string Authority, string User, Secret Password, DateTimeOffset At), bool> isOne)
    {
        var found = _refusals.Where(isOne).ToList();
        return LoginStanding.Of(found.Count, found.Count == 0 ? null : found.Max(refusal => refusal.At), Now);
    }

    private static bool Is((string Authority, string User, Secret Password, DateTimeOffset At) refusal, string authority, Credential credential) =>
        refusal.Authority == authority && refusal.User == credential.Username && refusal.Password.Equals(credential.Password);
}
