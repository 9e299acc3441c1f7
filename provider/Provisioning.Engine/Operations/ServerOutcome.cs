using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Planning;

namespace Provisioning.Engine.Operations;

/// <summary>What came of an operation or a look.</summary>
/// <param name="Snapshot">The server as far as it got; null where there is nothing to keep (a failed create, or gone).</param>
/// <param name="Executed">The plan that was carried out; null for a look.</param>
/// <param name="Diagnostics">What went wrong, or is worth saying.</param>
public sealed record ServerOutcome(ServerSnapshot? Snapshot, ServerPlan? Executed, ValueArray<Diagnostic> Diagnostics)
{
    /// <summary>The serial numbers of the disks that the operation wrote.</summary>
    public ValueArray<string> DisksWritten { get; init; }
}
