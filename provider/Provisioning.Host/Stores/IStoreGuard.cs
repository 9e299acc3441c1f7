using Provisioning.Model.Diagnostics;

namespace Provisioning.Host.Stores;

/// <summary>Knows whether the store that this engine holds is still the one in its folder.</summary>
public interface IStoreGuard
{
    /// <summary>
    /// Looks at the lock file's inode. Null while all is well; otherwise why not (BM8107), and the process is on its way out: the caller
    /// must not write to any BMC, because another engine may hold a store of the same name by now.
    /// </summary>
    Diagnostic? Check();

    /// <summary>Fires once a check failed.</summary>
    CancellationToken Lost { get; }
}
