using Provisioning.AgentContract.Tasks;
using Provisioning.Imaging.Ledger;

namespace Provisioning.Imaging.Sessions;

/// <summary>
/// An order of an attempt. Its content lives in memory only, because it may hold user data; after a restart the engine submits the
/// order again, under the same id, and it goes on under the same sequence.
/// </summary>
internal sealed class AttemptOrder(OrderRecord record)
{
    /// <summary>What is kept of it.</summary>
    public OrderRecord Record { get; set; } = record;

    /// <summary>What the agent gets; null until the order is submitted (again).</summary>
    public AgentTask? Task { get; set; }
}
