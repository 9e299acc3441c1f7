using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Host.Stores;

/// <summary>Compares the lock file's inode with that of the lock that this process holds.</summary>
internal sealed class StoreGuard(string storeFolder, string lockFile, FileIdentity held) : IStoreGuard, IDisposable
{
    private readonly CancellationTokenSource _lost = new();

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public Diagnostic? Check()
    {
        if (!_lost.IsCancellationRequested && NativeFiles.Identity(lockFile) == held) return null;
        _lost.Cancel();
        return EngineProcessDiagnostics.Replaced(storeFolder, $"{lockFile} is not the file that this engine has locked.");
    }

    /// <inheritdoc/>
    public void Dispose() => _lost.Dispose();
}
