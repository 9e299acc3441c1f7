namespace Provisioning.Schema.Descriptions;

/// <summary>Who gives an attribute its value.</summary>
public enum Presence
{
    /// <summary>The user must.</summary>
    Required = 1,

    /// <summary>The user may; null is kept as null.</summary>
    Optional = 2,

    /// <summary>The user may; otherwise the engine does.</summary>
    OptionalComputed = 3,

    /// <summary>The engine does.</summary>
    Computed = 4,
}
