namespace Provisioning.AgentContract.Tasks;

/// <summary>One PCR's value when it was quoted.</summary>
/// <param name="Index">0 to 23.</param>
/// <param name="Digest">Lower-case hex, of the length of the bank's hash.</param>
public sealed record PcrValue(int Index, string Digest);
