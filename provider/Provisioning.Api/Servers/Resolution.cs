namespace Provisioning.Api.Servers;

/// <summary>What an operator says about a step of which the engine cannot tell whether it happened.</summary>
public enum Resolution
{
    /// <summary>It happened.</summary>
    Done = 1,

    /// <summary>It did not happen; do it again.</summary>
    Retry = 2,

    /// <summary>Give the attempt up.</summary>
    Abandon = 3,
}
