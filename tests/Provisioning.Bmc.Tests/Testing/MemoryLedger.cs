using Provisioning.Engine.Discovery;
using Provisioning.Model.Collections;
using Provisioning.Model.Security;

namespace Provisioning.Bmc.Tests.Testing;

/// <summary>A ledger in memory, with the rules of the store's.</summary>
internal sealed class MemoryLedger : ILoginLedger
{
    private const int MostRefusals = 2;

    private readonly Lock _gate = new();
    private readonly List<(string Address, string User, Secret Password)> _refusals = [];
    private readonly List<string> _open = [];

    public List<string> Orphans { get; } = [];

    public int Refusals
    {
        get
        {
            lock (_gate) return _refusals.Count;
        }
    }

    public IReadOnlyList<string> Open
    {
        get
        {
            lock (_gate) return [.. _open];
        }
    }

    public ValueTask<bool> MayTryAsync(string address, Credential credential, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_refusals.Count(refusal => refusal.Address == address && refusal.User == credential.Username && refusal.Password.Equals(credential.Password)) < MostRefusals);
        }
    }

    public ValueTask RecordRefusedAsync(string address, Credential credential, CancellationToken cancellationToken)
    {
        lock (_gate) _refusals.Add((address, credential.Username, credential.Password));
        return ValueTask.CompletedTask;
    }

    public ValueTask RecordAcceptedAsync(string address, Credential credential, CancellationToken cancellationToken)
    {
        lock (_gate) _refusals.RemoveAll(refusal => refusal.Address == address && refusal.User == credential.Username);
        return ValueTask.CompletedTask;
    }

    public ValueTask SessionOpenedAsync(string address, string sessionUri, CancellationToken cancellationToken)
    {
        lock (_gate) _open.Add(sessionUri);
        return ValueTask.CompletedTask;
    }

    public ValueTask SessionClosedAsync(string address, string sessionUri, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _open.Remove(sessionUri);
            Orphans.Remove(sessionUri);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ValueArray<string>> OrphanedSessionsAsync(string address, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Orphans.ToValueArray());
}
