namespace Provisioning.Api.Discovery;

/// <summary>How a check went.</summary>
public enum DoctorVerdict
{
    /// <summary>As it should be.</summary>
    Passed = 1,

    /// <summary>Works, with a reservation.</summary>
    Warning = 2,

    /// <summary>Does not work.</summary>
    Failed = 3,

    /// <summary>Could not be checked, because an earlier check failed.</summary>
    Skipped = 4,
}
