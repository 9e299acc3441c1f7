namespace Provisioning.Model.Powering;

/// <summary>The host's power and the witnesses of its restarts.</summary>
/// <param name="State">The power state.</param>
/// <param name="LastResetTime">When the host was last reset, by the BMC's clock; null: not told.</param>
/// <param name="BootProgress">The last boot progress as the BMC says it; null: not told.</param>
public sealed record PowerObservation(PowerState State, DateTimeOffset? LastResetTime, string? BootProgress)
{
    /// <summary>The BMC's clock when it said so, to the second; null: not told.</summary>
    public DateTimeOffset? ToldAt { get; init; }
}
