using System.Collections.Concurrent;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Security;

namespace Provisioning.Bmc.Sessions;

/// <summary>
/// The ledger of logins, one login at a time per BMC: between the question whether a password may be tried and the note that it was
/// refused, nobody else may try it.
/// </summary>
internal sealed class LoginBook(ILoginLedger ledger)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ledger.</summary>
    public ILoginLedger Ledger => ledger;

    /// <summary>Takes the turn at one BMC; to be disposed.</summary>
    public async ValueTask<IDisposable> TakeTurnAsync(string address, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(address, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    /// <summary>Whether this password may be tried once more.</summary>
    public ValueTask<bool> MayTryAsync(string address, Credential credential, CancellationToken cancellationToken) =>
        ledger.MayTryAsync(address, credential, cancellationToken);

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
