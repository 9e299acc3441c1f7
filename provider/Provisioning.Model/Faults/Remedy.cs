namespace Provisioning.Model.Faults;

/// <summary>The rungs of the ladder.</summary>
public enum Remedy
{
    /// <summary>Again.</summary>
    Retry = 1,

    /// <summary>Again with a new session.</summary>
    Reauthenticate = 2,

    /// <summary>Restart the BMC and go on.</summary>
    BmcReset = 3,

    /// <summary>Cut and restore the host's power and go on.</summary>
    PowerCycle = 4,

    /// <summary>Give up with the evidence; the machine needs a person.</summary>
    Quarantine = 5,
}
