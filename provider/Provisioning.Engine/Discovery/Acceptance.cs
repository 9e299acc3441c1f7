namespace Provisioning.Engine.Discovery;

/// <summary>What a BMC said when it took a write: the "Accepted" row of the journal.</summary>
/// <param name="TaskUri">The task that carries it out; null: done at once.</param>
/// <param name="ETag">The entity tag after the write; null: none.</param>
/// <param name="BmcClock">The BMC's clock (Date header); null: none.</param>
public sealed record Acceptance(string? TaskUri, string? ETag, DateTimeOffset? BmcClock)
{
    /// <summary>Nothing to note.</summary>
    public static Acceptance Plain { get; } = new(null, null, null);
}
