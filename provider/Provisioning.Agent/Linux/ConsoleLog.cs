using System.Globalization;
using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Linux;

/// <summary>Lines on the console with seconds since the agent's start; a rack's wall clocks are wrong.</summary>
internal sealed class ConsoleLog(TimeProvider timeProvider) : IAgentLog
{
    private readonly long _start = timeProvider.GetTimestamp();

    /// <inheritdoc/>
    public void Write(string line)
    {
        var seconds = timeProvider.GetElapsedTime(_start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"agent {seconds,8:F2} {line}"));
    }
}
