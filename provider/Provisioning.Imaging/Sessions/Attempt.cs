using Provisioning.AgentContract.Sessions;
using Provisioning.AgentContract.Tasks;
using Provisioning.Engine.Imaging;
using Provisioning.Imaging.Ledger;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.Sessions;

/// <summary>
/// One attempt at one machine, in memory: its medium, its agent's session, its orders, its phone-home. Every change is made under one lock and
/// wakes those who wait; what must survive is written by <see cref="AttemptBook"/> before the change is acknowledged.
/// </summary>
internal sealed class Attempt(AttemptKey key)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AttemptOrder> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImageGrant> _images = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;
    private long _bytesServed;

    /// <summary>Which attempt.</summary>
    public AttemptKey Key => key;

    /// <summary>One writer of the ledger's rows at a time.</summary>
    public SemaphoreSlim Saving { get; } = new(1, 1);

    /// <summary>What is kept; null until a medium was published.</summary>
    public AttemptRecord? Record { get; private set; }

    /// <summary>The phone-home ticket; null until one was asked for.</summary>
    public PhoneRecord? Phone { get; private set; }

    /// <summary>When the agent last asked for something.</summary>
    public DateTimeOffset? LastSeen { get; private set; }

    /// <summary>The latest progress; null: none.</summary>
    public string? Progress { get; private set; }

    /// <summary>Rises with every change that somebody may wait for.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Bytes of the medium served so far.</summary>
    public long BytesServed => Interlocked.Read(ref _bytesServed);

    /// <summary>The orders by sequence.</summary>
    public IReadOnlyList<AttemptOrder> Orders
    {
        get
        {
            lock (_lock) return [.. _orders.Values.OrderBy(order => order.Record.Sequence)];
        }
    }

    /// <summary>The images that the agent may fetch.</summary>
    public IReadOnlyList<ImageGrant> Images
    {
        get
        {
            lock (_lock) return [.. _images.Values];
        }
    }

    /// <summary>Takes what the ledger had.</summary>
    public void Restore(AttemptRecord record)
    {
        _bytesServed = record.BytesServed;
        Change(() => Record = record);
    }

    /// <summary>Takes an order that the ledger had.</summary>
    public void Restore(OrderRecord record) => Change(() => _orders[record.TaskId] = new AttemptOrder(record));

    /// <summary>Changes the record if there is one, by a function that may leave it as it is; says whether it changed.</summary>
    public bool Update(Func<AttemptRecord, AttemptRecord> change)
    {
        lock (_lock)
        {
            if (Record is null) return false;
            var next = change(Record);
            if (ReferenceEquals(next, Record)) return false;
            Record = next;
            Wake();
            return true;
        }
    }

    /// <summary>Whether a claim is to be made again later, because this process has not heard of the session and has not listened for long enough.</summary>
    public bool IsEarly(SessionRequest request, DateTimeOffset now, DateTimeOffset listeningSince)
    {
        lock (_lock) return LastSeen is null && Record is { } record && SessionRules.IsEarly(record, request, now - listeningSince, now);
    }

    /// <summary>Takes a claim of the ticket; says whether its session took another's place.</summary>
    /// <param name="request">The claim.</param>
    /// <param name="now">The time.</param>
    /// <param name="listeningSince">Since when the agent could be heard; counts where nothing was heard of it.</param>
    public bool Claim(SessionRequest request, DateTimeOffset now, DateTimeOffset listeningSince)
    {
        lock (_lock)
        {
            if (Record is not { } record) return false;
            var next = SessionRules.Claim(record, request, now - (LastSeen ?? listeningSince), now);
            if (ReferenceEquals(next, record)) return false;
            var isNew = next.Session != record.Session;
            if (isNew) (LastSeen, Progress) = (now, null);
            Record = next;
            Wake();
            return isNew && record.Session is not null;
        }
    }

    /// <summary>Sets the record unless there is one; gives the one that stands.</summary>
    public AttemptRecord Publish(AttemptRecord record)
    {
        lock (_lock)
        {
            if (Record is not null) return Record;
            Record = record;
            Wake();
            return record;
        }
    }

    /// <summary>Sets the phone-home ticket unless there is one; gives the one that stands.</summary>
    public PhoneRecord OpenPhone(PhoneRecord record)
    {
        lock (_lock) return Phone ??= record;
    }

    /// <summary>Grants an image unless it is granted already; gives the grant that stands.</summary>
    public ImageGrant Grant(ImageGrant grant)
    {
        lock (_lock)
        {
            _images.TryAdd(grant.Sha256, grant);
            return _images[grant.Sha256];
        }
    }

    /// <summary>Changes the phone-home record.</summary>
    public void SetPhone(PhoneRecord record) => Change(() => Phone = record);

    /// <summary>
    /// Adds an order, or gives its content back to one that was known before a restart. False when nothing changed. The sequence of an
    /// order is given once.
    /// </summary>
    public bool Submit(string orderId, string taskId, OrderKind kind, Func<long, AgentTask> task)
    {
        lock (_lock)
        {
            if (!_orders.TryGetValue(taskId, out var order))
            {
                var sequence = _orders.Values.Select(other => other.Record.Sequence).DefaultIfEmpty(0).Max() + 1;
                _orders[taskId] = order = new AttemptOrder(new OrderRecord(orderId, taskId, sequence, kind, null));
            }

            if (order.Task is not null || order.Record.Result is not null) return false;
            order.Task = task(order.Record.Sequence);
            Wake();
            return true;
        }
    }

    /// <summary>An order by the id of its task.</summary>
    public AttemptOrder? Order(string taskId)
    {
        lock (_lock) return _orders.GetValueOrDefault(taskId);
    }

    /// <summary>The first order that waits for the agent, behind a sequence; null: none, or the session was replaced, or may not have it.</summary>
    public AgentTask? NextAfter(long sequence, string sessionId)
    {
        lock (_lock)
        {
            var next = _orders.Values
                .Where(order => order.Task is not null && order.Record.Result is null && order.Record.Sequence > sequence)
                .MinBy(order => order.Record.Sequence)?.Task;
            return next is null || Record?.Session?.SessionId != sessionId || IsWithheld(next) ? null : next;
        }
    }

    /// <summary>Answers orders that the session may not have (BM4027), and gives their records, which are to be written.</summary>
    public IReadOnlyList<OrderRecord> RefuseWithheld()
    {
        lock (_lock)
        {
            var refused = _orders.Values.Where(order => order.Task is { } task && order.Record.Result is null && IsWithheld(task)).ToList();
            var fault = MediaDiagnostics.NotAttested(Record?.ServerName ?? key.Claim);
            foreach (var order in refused)
            {
                order.Record = order.Record with { Result = new AgentTaskResult.Failed(new AgentFault(fault.Code.ToString(), fault.Summary, fault.Seen)) };
                order.Task = null;
            }

            if (refused.Count > 0) Wake();
            return [.. refused.Select(order => order.Record)];
        }
    }

    /// <summary>Takes a result; the first one stands. The content of the order is forgotten.</summary>
    /// <param name="taskId">Of which order.</param>
    /// <param name="result">The result.</param>
    /// <param name="bootId">The boot that answered.</param>
    public bool Complete(string taskId, AgentTaskResult result, string? bootId)
    {
        lock (_lock)
        {
            if (!_orders.TryGetValue(taskId, out var order) || order.Record.Result is not null) return false;
            order.Record = order.Record with { Result = result, BootId = bootId };
            order.Task = null;
            Progress = null;
            Wake();
            return true;
        }
    }

    /// <summary>Takes the agent's progress.</summary>
    public void Report(string progress) => Change(() => Progress = progress);

    /// <summary>
    /// Takes the counter of a request; false when it does not rise. It is written with whatever else is written, so after a restart a replay
    /// of polls and progress passes; both change nothing.
    /// </summary>
    public bool Count(long counter)
    {
        lock (_lock)
        {
            if (Record is not { Session: { } session } record || counter <= session.Counter) return false;
            Record = record with { Session = session with { Counter = counter } };
            return true;
        }
    }

    /// <summary>Notes that the agent was heard of; nobody is woken for that.</summary>
    public void Seen(DateTimeOffset now) => LastSeen = now;

    /// <summary>Counts bytes of the medium.</summary>
    public void Served(int bytes) => Interlocked.Add(ref _bytesServed, bytes);

    /// <summary>Waits until the version is another one than the one seen, or the time is over.</summary>
    public async Task WaitAsync(long seen, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_lock)
        {
            if (_version != seen) return;
            changed = _changed.Task;
        }

        try
        {
            await changed.WaitAsync(atMost, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The time is over: the caller looks at what there is.
        }
    }

    private bool IsWithheld(AgentTask task) =>
        Record is { } record && SessionRules.Withholds(record, _orders.Values.Select(order => order.Record).OrderBy(order => order.Sequence), task);

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            Wake();
        }
    }

    private void Wake()
    {
        _version++;
        var waiting = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
    }
}
