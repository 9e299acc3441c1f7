namespace Provisioning.Simulator.Bmcs;

/// <summary>One request that a BMC got.</summary>
/// <param name="At">When it came.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path and query.</param>
/// <param name="Status">The status of the reply; 0 when there was none.</param>
/// <param name="Took">How long it took.</param>
public sealed record RequestRecord(DateTimeOffset At, string Method, string Path, int Status, TimeSpan Took);
