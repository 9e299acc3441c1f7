namespace Provisioning.Model.Powering;

/// <summary>Whether the host has power.</summary>
public enum PowerState
{
    /// <summary>It runs.</summary>
    On = 1,

    /// <summary>It does not.</summary>
    Off = 2,

    /// <summary>It is on its way up.</summary>
    PoweringOn = 3,

    /// <summary>It is on its way down.</summary>
    PoweringOff = 4,
}

/// <summary>What is done to the host's power.</summary>
public enum PowerAction
{
    /// <summary>Power on.</summary>
    On = 1,

    /// <summary>Ask the operating system to stop.</summary>
    GracefulOff = 2,

    /// <summary>Cut the power.</summary>
    ForceOff = 3,

    /// <summary>Restart at once; from off: power on.</summary>
    ForceRestart = 4,
}

/// <summary>The host's power and the witnesses of its restarts.</summary>
/// <param name="State">The power state.</param>
/// <param name="LastResetTime">When the host was last reset, by the BMC's clock; null: not told.</param>
/// <param name="BootProgress">The last boot progress as the BMC says it; null: not told.</param>
public sealed record PowerObservation(PowerState State, DateTimeOffset? LastResetTime, string? BootProgress);
