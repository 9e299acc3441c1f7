namespace Provisioning.Agent.Machines;

/// <summary>Where the agent says what it does.</summary>
public interface IAgentLog
{
    /// <summary>One line, without secrets. May be called from any thread.</summary>
    void Write(string line);
}
