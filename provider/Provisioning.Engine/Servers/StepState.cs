namespace Provisioning.Engine.Servers;

/// <summary>The rows of a step.</summary>
public enum StepState
{
    /// <summary>About to act.</summary>
    Intended = 1,

    /// <summary>The machine took it.</summary>
    Accepted = 2,

    /// <summary>What it was for was seen.</summary>
    Confirmed = 3,

    /// <summary>It failed.</summary>
    Failed = 4,

    /// <summary>To be done again: an operator or a remedy said so.</summary>
    Again = 5,
}
