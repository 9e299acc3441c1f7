namespace Provisioning.Model.Lifecycles;

/// <summary>Three-valued truth.</summary>
public enum ConditionStatus
{
    /// <summary>It is so.</summary>
    Yes = 1,

    /// <summary>It is not so.</summary>
    No = 2,

    /// <summary>Nobody can tell.</summary>
    Unknown = 3,
}
