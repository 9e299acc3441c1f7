namespace Provisioning.Bmc.Quirks;

/// <summary>How well a quirk is known.</summary>
internal enum QuirkConfidence
{
    /// <summary>Seen on a machine, or in what one recorded.</summary>
    Observed = 1,

    /// <summary>Said by others who saw it.</summary>
    Reported = 2,

    /// <summary>Concluded from the like.</summary>
    Assumed = 3,
}
