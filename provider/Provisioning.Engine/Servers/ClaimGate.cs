using System.Diagnostics.CodeAnalysis;

namespace Provisioning.Engine.Servers;

/// <summary>
/// One claim at a time in an engine: between the question whose a machine is and the row that says so, nobody else may ask. Two objects that are
/// created side by side for one machine would both find it free otherwise.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Lives as long as the process; the gate has no wait handle.")]
internal sealed class ClaimGate
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Decides under the gate.</summary>
    public async ValueTask<T> DecideAsync<T>(Func<CancellationToken, ValueTask<T>> decide, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await decide(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}
