namespace Provisioning.Benchmarks.Writing;

/// <summary>One image write of the agent, in seconds: from the order to "written and synced" and to the end of the read-back.</summary>
/// <param name="Written">Until all is on the medium.</param>
/// <param name="Verified">Until it was read back, and the partition table completed.</param>
internal sealed record AgentWrite(double Written, double Verified);
