namespace Provisioning.Agent.Running;

/// <summary>Why the agent stopped.</summary>
public enum AgentExit
{
    /// <summary>The machine restarts.</summary>
    Restarting = 1,

    /// <summary>The machine switches off.</summary>
    PoweringOff = 2,

    /// <summary>The ticket was used by another key: this agent, or the other, is not the one that was meant.</summary>
    SecondClaimant = 3,

    /// <summary>The engine says that this attempt is over.</summary>
    AttemptOver = 4,
}
