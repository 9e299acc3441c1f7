using Provisioning.Api.Client;
using Provisioning.Api.Operations;
using Provisioning.Host.Serving;
using Provisioning.Model.Sites;

namespace Provisioning.Host.Operations;

/// <summary>Something that the engine does for a door, with an id, listeners and a way to stop it.</summary>
internal sealed class Operation : IOperationSink, IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _cancelling = new();
    private readonly List<OperationNotice> _transitions = [];
    private readonly List<NoticeQueue> _listeners = [];
    private OperationSummary _summary;
    private string? _engineName;

    /// <summary>Makes an operation that runs from now on.</summary>
    public Operation(string id, OperationKind kind, string target, DoorContext door, TimeProvider time)
    {
        _time = time;
        _summary = new OperationSummary
        {
            Id = id,
            Kind = kind,
            State = OperationState.Running,
            Target = target,
            Door = door.Door,
            Actor = door.Actor,
            StartedAt = time.GetUtcNow(),
        };
        Cancelled = _cancelling.Token;
    }

    /// <inheritdoc/>
    public string OperationId => _summary.Id;

    /// <summary>Fires when the operation is to stop.</summary>
    public CancellationToken Cancelled { get; }

    /// <summary>What it works on.</summary>
    public string Target => _summary.Target;

    /// <summary>How it is now.</summary>
    public OperationSummary Summary
    {
        get
        {
            lock (_lock) return _summary with { Listeners = _listeners.Count };
        }
    }

    /// <summary>Whether it goes by a name: its id, or what the engine called it.</summary>
    public bool IsCalled(string name) => name == OperationId || name == Volatile.Read(ref _engineName);

    /// <inheritdoc/>
    public void Started(string operationId) => Volatile.Write(ref _engineName, operationId);

    /// <inheritdoc/>
    public void Transition(string server, string text) => Tell(server, text, transition: true);

    /// <inheritdoc/>
    public void Progress(string server, string text) => Tell(server, text, transition: false);

    /// <summary>Listens from now on, and hears the transitions so far.</summary>
    public NoticeQueue Listen()
    {
        var queue = new NoticeQueue();
        lock (_lock)
        {
            foreach (var notice in _transitions) queue.Offer(notice);
            if (_summary.State == OperationState.Finished) queue.Complete();
            else _listeners.Add(queue);
        }

        return queue;
    }

    /// <summary>Listens no longer.</summary>
    public void Leave(NoticeQueue queue)
    {
        lock (_lock) _listeners.Remove(queue);
    }

    /// <summary>Has it stop by the class of its step.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            if (_summary.State != OperationState.Running) return;
            _summary = _summary with { State = OperationState.Cancelling };
        }

        _cancelling.Cancel();
    }

    /// <summary>It has ended.</summary>
    public void Finish(bool failed)
    {
        lock (_lock)
        {
            _summary = _summary with { State = OperationState.Finished, FinishedAt = _time.GetUtcNow(), Failed = failed };
            foreach (var listener in _listeners) listener.Complete();
            _listeners.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cancelling.Dispose();

    private void Tell(string server, string text, bool transition)
    {
        var notice = new OperationNotice(OperationId, _time.GetUtcNow(), server, text, transition);
        lock (_lock)
        {
            if (_summary.State == OperationState.Finished) return;
            _summary = _summary with { LastNotice = text };
            if (transition) _transitions.Add(notice);
            foreach (var listener in _listeners) listener.Offer(notice);
        }
    }
}
