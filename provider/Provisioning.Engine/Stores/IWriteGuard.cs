using Provisioning.Model.Diagnostics;

namespace Provisioning.Engine.Stores;

/// <summary>Asked before each write to a machine: whether the store that is open is still the one in its folder.</summary>
public interface IWriteGuard
{
    /// <summary>Null: write. Otherwise why not; then nothing is written to any machine.</summary>
    Diagnostic? Check();
}
