namespace Provisioning.AgentContract.Tasks;

/// <summary>How far a task is.</summary>
/// <param name="BytesDone">Of the phase.</param>
/// <param name="BytesTotal">Of the phase; 0 when not known.</param>
/// <param name="Phase"><c>write</c> (counted in bytes of the file as stored) or <c>verify</c> (in raw bytes).</param>
public sealed record TaskProgress(long BytesDone, long BytesTotal, string Phase);
