namespace Provisioning.Agent.Partitioning;

/// <summary>A partition.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Name">Its GPT name.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Length">How long it is, in bytes.</param>
internal sealed record GptPartition(int Number, string Name, long Offset, long Length);
