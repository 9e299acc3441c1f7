using Provisioning.AgentContract.Tasks;

namespace Provisioning.Imaging.Ledger;

/// <summary>An order without its content, which may hold user data, and its result; key <c>order/CLAIM/NUMBER/TASK</c>.</summary>
internal sealed record OrderRecord(string OrderId, string TaskId, long Sequence, OrderKind Kind, AgentTaskResult? Result);
