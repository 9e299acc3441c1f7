namespace Provisioning.Engine.Servers;

/// <summary>What an operator says of a step of which the engine cannot tell whether it happened.</summary>
public enum StepResolution
{
    /// <summary>It happened.</summary>
    Done = 1,

    /// <summary>It did not; do it again.</summary>
    Retry = 2,

    /// <summary>Give the attempt up.</summary>
    Abandon = 3,
}
