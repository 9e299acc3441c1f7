using System.Security.Cryptography;
using Provisioning.Api.Operations;
using Provisioning.Model.Collections;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;

namespace Provisioning.Host.Operations;

/// <summary>The operations of this engine: those that run, and the lasting ones that ended lately.</summary>
internal sealed class OperationRegistry(TimeProvider time)
{
    private const int MostFinished = 200;
    private const int IdBytes = 5;

    private readonly Lock _lock = new();
    private readonly List<Operation> _running = [];
    private readonly List<Operation> _finished = [];
    private readonly List<LastingOperation> _lasting = [];
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _lastEnd = time.GetUtcNow();
    private bool _leaving;

    /// <summary>How many run now.</summary>
    public int Running
    {
        get
        {
            lock (_lock) return _running.Count;
        }
    }

    /// <summary>Whether the engine takes nothing new.</summary>
    public bool IsLeaving
    {
        get
        {
            lock (_lock) return _leaving;
        }
    }

    /// <summary>When the last one ended; the engine's start at first.</summary>
    public DateTimeOffset LastEnd
    {
        get
        {
            lock (_lock) return _lastEnd;
        }
    }

    /// <summary>All that are known, oldest first.</summary>
    public ValueArray<OperationSummary> Summaries
    {
        get
        {
            lock (_lock) return _finished.Concat(_running).Select(one => one.Summary).OrderBy(one => one.StartedAt).ToValueArray();
        }
    }

    /// <summary>Finds one by its id or by the engine's name for it.</summary>
    public Operation? Find(string name)
    {
        lock (_lock) return _running.Concat(_finished).FirstOrDefault(one => one.IsCalled(name));
    }

    /// <summary>Runs something that ends with its door. Null where the engine is leaving.</summary>
    public async ValueTask<T?> RunAsync<T>(
        OperationKind kind,
        string target,
        DoorContext door,
        Func<Operation, CancellationToken, ValueTask<T>> work,
        CancellationToken cancellationToken)
        where T : class
    {
        if (Begin(kind, target, door) is not { } operation) return null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(operation.Cancelled, cancellationToken);
        try
        {
            return await work(operation, either.Token);
        }
        finally
        {
            End(operation, failed: false, remember: false);
        }
    }

    /// <summary>
    /// Runs an apply that outlives its door, or joins the caller to one that was asked for by the same digest and still runs uncancelled, or
    /// that ended well without anybody hearing of it. Null where the engine is leaving.
    /// </summary>
    public (LastingOperation Apply, bool Adopted)? Start(
        string target, string digest, DoorContext door, Func<Operation, CancellationToken, Task<ApplyReply>> work)
    {
        LastingOperation apply;
        lock (_lock)
        {
            var same = _lasting.Find(one => one.Digest == digest && (one.Result.IsCompleted ? one.AwaitsDelivery : !one.Operation.Cancelled.IsCancellationRequested));
            if (same is not null) return (same, true);
            if (Begin(OperationKind.Apply, target, door) is not { } operation) return null;

            // Whatever an earlier apply left undelivered for this object is overtaken now.
            _lasting.RemoveAll(one => one.Result.IsCompleted && one.Operation.Target == target);
            apply = new LastingOperation(operation, digest);
            _lasting.Add(apply);
        }

        _ = Task.Run(() => CarryThroughAsync(apply, work, apply.Operation.Cancelled), CancellationToken.None);
        return (apply, false);
    }

    /// <summary>A door has the result now.</summary>
    public void Deliver(LastingOperation apply)
    {
        lock (_lock)
        {
            apply.Delivered = true;
            _lasting.Remove(apply);
        }
    }

    /// <summary>Takes nothing new from now on, if nothing runs.</summary>
    public bool TryLeave()
    {
        lock (_lock)
        {
            if (_running.Count > 0) return false;
            _leaving = true;
            _idle.TrySetResult();
            return true;
        }
    }

    /// <summary>Takes nothing new from now on, and has everything stop. The task ends when everything has.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken)
    {
        Operation[] running;
        lock (_lock)
        {
            _leaving = true;
            running = [.. _running];
            if (running.Length == 0) _idle.TrySetResult();
        }

        foreach (var operation in running) operation.Cancel();
        return _idle.Task.WaitAsync(cancellationToken);
    }

    private Operation? Begin(OperationKind kind, string target, DoorContext door)
    {
        var id = "op-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        lock (_lock)
        {
            if (_leaving) return null;
            var operation = new Operation(id, kind, target, door, time);
            _running.Add(operation);
            return operation;
        }
    }

    private async Task CarryThroughAsync(
        LastingOperation apply, Func<Operation, CancellationToken, Task<ApplyReply>> work, CancellationToken cancellationToken)
    {
        var reply = await work(apply.Operation, cancellationToken);
        apply.Complete(reply);
        End(apply.Operation, reply.Diagnostics.Any(one => one.IsError), remember: true);
    }

    private void End(Operation operation, bool failed, bool remember)
    {
        operation.Finish(failed);
        lock (_lock)
        {
            _running.Remove(operation);
            _lastEnd = time.GetUtcNow();
            if (remember) _finished.Add(operation);
            else operation.Dispose();
            while (_finished.Count > MostFinished)
            {
                _finished[0].Dispose();
                _finished.RemoveAt(0);
            }

            if (_leaving && _running.Count == 0) _idle.TrySetResult();
        }
    }
}
