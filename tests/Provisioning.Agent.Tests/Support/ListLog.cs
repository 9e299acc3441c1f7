using System.Collections.Concurrent;
using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Tests.Support;

/// <summary>Keeps the lines.</summary>
internal sealed class ListLog : IAgentLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public void Write(string line) => _lines.Enqueue(line);
}
