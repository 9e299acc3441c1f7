namespace Provisioning.Agent.Imaging;

/// <summary>What the read-back found.</summary>
/// <param name="DifferentAt">Where the first block begins that is not what was written; null when all are.</param>
/// <param name="Sha256">SHA-256 of head and disk, lower-case hex; null when it was not asked for.</param>
internal sealed record ReadBackFinding(long? DifferentAt, string? Sha256);
