using System.Diagnostics.CodeAnalysis;
using Provisioning.Engine.Operations;

namespace Provisioning.Engine.Execution;

/// <summary>An operation under way: its listeners, who come and go, and its end, which all of them get.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The token source has no timer, and a listener may cancel an operation that has just ended.")]
internal sealed class RunningOperation(string id, string server, string digest) : IOperationSink
{
    private readonly Lock _lock = new();
    private readonly List<IOperationSink> _sinks = [];

    private readonly CancellationTokenSource _cancelled = new();

    public string Id => id;

    public string Digest => digest;

    public TaskCompletionSource<ServerOutcome> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>The latest progress, for people.</summary>
    public string? LastProgress { get; private set; }

    public void Attach(IOperationSink sink)
    {
        lock (_lock) _sinks.Add(sink);
        sink.Started(id);
    }

    public void Cancel() => _cancelled.Cancel();

    public void Started(string operationId)
    {
    }

    public void Transition(string about, string text)
    {
        LastProgress = text;
        foreach (var sink in Sinks()) sink.Transition(server, text);
    }

    public void Progress(string about, string text)
    {
        LastProgress = text;
        foreach (var sink in Sinks()) sink.Progress(server, text);
    }

    private IOperationSink[] Sinks()
    {
        lock (_lock) return [.. _sinks];
    }
}
