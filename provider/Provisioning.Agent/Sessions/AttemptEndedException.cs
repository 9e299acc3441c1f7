using Provisioning.Agent.Running;

namespace Provisioning.Agent.Sessions;

/// <summary>The engine has ended this agent's attempt, at whatever request it said so. Caught in one place, where the agent ends.</summary>
internal sealed class AttemptEndedException(AgentExit exit) : Exception($"The engine ended the attempt: {exit}.")
{
    /// <summary>How.</summary>
    public AgentExit Exit { get; } = exit;
}
