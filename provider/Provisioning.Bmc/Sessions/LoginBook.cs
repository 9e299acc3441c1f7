using System.Collections.Concurrent;
using Provisioning.Engine.Discovery;

namespace Provisioning.Bmc.Sessions;

/// <summary>
/// The ledger of logins, one login at a time per BMC: between the question whether a password may be tried and the note that it was
/// refused, nobody else may try it. BMCs are known by their authority in its one spelling.
/// </summary>
internal sealed class LoginBook(ILoginLedger ledger)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _doubted = new(StringComparer.Ordinal);

    /// <summary>The ledger.</summary>
    public ILoginLedger Ledger => ledger;

    /// <summary>Takes the turn at one BMC; to be disposed.</summary>
    public async ValueTask<IDisposable> TakeTurnAsync(string authority, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(authority, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    /// <summary>Whether the BMC may be restarting, so that it is looked at without a login before it is logged in to.</summary>
    public bool IsDoubted(string authority) => _doubted.ContainsKey(authority);

    /// <summary>Notes that the BMC was told to restart, lost a session or did not take a login.</summary>
    public void Doubt(string authority) => _doubted[authority] = true;

    /// <summary>Notes that it took a login.</summary>
    public void Settle(string authority) => _doubted.TryRemove(authority, out _);

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
