namespace Provisioning.Schema.Descriptions;

/// <summary>How objects are nested under an attribute.</summary>
public enum Nesting
{
    /// <summary>One object.</summary>
    Single = 1,

    /// <summary>Objects in an order.</summary>
    List = 2,

    /// <summary>Objects without order or repetition.</summary>
    Set = 3,

    /// <summary>Objects under names.</summary>
    Map = 4,
}
