using Provisioning.Engine.Operations;

namespace Provisioning.Engine.Tests.Worlds;

/// <summary>Remembers what an operation said.</summary>
internal sealed class RecordingSink : IOperationSink
{
    private readonly Lock _lock = new();
    private readonly List<string> _transitions = [];

    public IReadOnlyList<string> Transitions
    {
        get
        {
            lock (_lock) return [.. _transitions];
        }
    }

    /// <summary>Called with each transition, while the operation stands at it.</summary>
    public Action<string>? OnTransition { get; set; }

    public void Started(string operationId)
    {
    }

    public void Transition(string server, string text)
    {
        lock (_lock) _transitions.Add(text);
        OnTransition?.Invoke(text);
    }

    public void Progress(string server, string text)
    {
    }
}
