namespace Provisioning.AgentContract.Tasks;

/// <summary>Why something could not be done.</summary>
/// <param name="Code">A diagnostic code, e.g. <c>BM4203</c>.</param>
/// <param name="Summary">One line.</param>
/// <param name="Seen">The evidence; never a secret.</param>
public sealed record AgentFault(string Code, string Summary, string Seen);
