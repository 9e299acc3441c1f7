using Provisioning.Engine.Stores;
using Provisioning.Host.Stores;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Host.Composition;

/// <summary>The process's look at its lock file, as the engine asks for it before each write to a machine.</summary>
internal sealed class WriteGuardAdapter(IStoreGuard guard) : IWriteGuard
{
    public Diagnostic? Check() => guard.Check();
}
