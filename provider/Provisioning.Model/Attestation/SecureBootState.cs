namespace Provisioning.Model.Attestation;

/// <summary>What the event log says about Secure Boot. A fact, judged by a policy only.</summary>
public enum SecureBootState
{
    /// <summary>The log does not tell.</summary>
    Unknown = 1,

    /// <summary>Images are not verified by the firmware.</summary>
    Off = 2,

    /// <summary>Images are verified by the firmware.</summary>
    On = 3,

    /// <summary>No platform key is enrolled: anybody can enrol one.</summary>
    SetupMode = 4,
}
