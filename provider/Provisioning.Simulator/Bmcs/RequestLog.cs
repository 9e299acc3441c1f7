namespace Provisioning.Simulator.Bmcs;

/// <summary>The last requests of a BMC, and how many there were. Thread-safe.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 2000;
    private readonly Lock _gate = new();
    private readonly Queue<RequestRecord> _records = new();
    private long _total;

    public long Total
    {
        get
        {
            lock (_gate) return _total;
        }
    }

    public void Add(RequestRecord record)
    {
        lock (_gate)
        {
            _total++;
            if (_records.Count == Capacity) _records.Dequeue();
            _records.Enqueue(record);
        }
    }

    public IReadOnlyList<RequestRecord> Snapshot()
    {
        lock (_gate) return [.. _records];
    }

    public void Clear()
    {
        lock (_gate)
        {
            _total = 0;
            _records.Clear();
        }
    }
}
