namespace Provisioning.Simulator.Racks;

/// <summary>What a rack needs from its surroundings.</summary>
public sealed record RackOptions
{
    /// <summary>
    /// Where keys, disks and logs are kept over restarts; null means a folder of the rack's own that goes away with it. Paths of
    /// sockets below it must stay under 104 bytes, so keep it short where machines are virtual.
    /// </summary>
    public string? StateFolder { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
