using Provisioning.AgentContract.Tasks;

namespace Provisioning.Imaging.Ledger;

/// <summary>An order without its content, which may hold user data, and its result; key <c>order/CLAIM/NUMBER/TASK</c>.</summary>
/// <param name="OrderId">The engine's name for it.</param>
/// <param name="TaskId">The agent's.</param>
/// <param name="Sequence">Its place among the orders of the attempt, from 1.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Result">The answer; null: none yet.</param>
/// <param name="BootId">The boot that answered; null: none yet, or nobody was asked.</param>
internal sealed record OrderRecord(string OrderId, string TaskId, long Sequence, OrderKind Kind, AgentTaskResult? Result, string? BootId = null);
