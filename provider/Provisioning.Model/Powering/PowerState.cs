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
