namespace Provisioning.Agent.Machines;

/// <summary>Says nothing.</summary>
public sealed class SilentLog : IAgentLog
{
    /// <summary>The one there is.</summary>
    public static readonly SilentLog Instance = new();

    private SilentLog()
    {
    }

    /// <inheritdoc/>
    public void Write(string line)
    {
    }
}
