namespace Provisioning.Model.Powering;

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
