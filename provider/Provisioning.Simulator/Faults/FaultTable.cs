using System.IO.Enumeration;

namespace Provisioning.Simulator.Faults;

/// <summary>The faults that wait on one BMC. Thread-safe.</summary>
internal sealed class FaultTable
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    public int Count
    {
        get
        {
            lock (_gate) return _entries.Count;
        }
    }

    public void Add(FaultRule rule)
    {
        lock (_gate) _entries.Add(new Entry(rule));
    }

    public void Clear()
    {
        lock (_gate) _entries.Clear();
    }

    /// <summary>The fault on the wire that a request meets, if any; it is counted.</summary>
    public WireFault? TakeWire(string method, string path)
    {
        lock (_gate)
        {
            for (var index = 0; index < _entries.Count; index++)
            {
                var wire = _entries[index].Rule.Effect.Match<WireFault?>(w => w.Fault, _ => null);
                if (wire is not null && Meets(index, method, path)) return wire;
            }

            return null;
        }
    }

    /// <summary>The fault of one kind that an action meets, if any; it is counted.</summary>
    /// <param name="method">The method of the request that is the cause; null for what happens by itself, which only faults without a method meet.</param>
    /// <param name="path">The path of that request.</param>
    public T? Take<T>(string? method = null, string? path = null)
        where T : BmcFault
    {
        lock (_gate)
        {
            for (var index = 0; index < _entries.Count; index++)
            {
                var fault = _entries[index].Rule.Effect.Match<BmcFault?>(_ => null, b => b.Fault);
                if (fault is T wanted && Meets(index, method, path)) return wanted;
            }

            return null;
        }
    }

    private bool Meets(int index, string? method, string? path)
    {
        var entry = _entries[index];
        if (entry.Rule.Method is { } wanted && !string.Equals(wanted, method, StringComparison.OrdinalIgnoreCase)) return false;
        if (entry.Rule.Path is { } pattern && !FileSystemName.MatchesSimpleExpression(pattern, path ?? "", ignoreCase: true)) return false;
        entry.Seen++;
        if (entry.Seen <= entry.Rule.Skip) return false;
        if (entry.Rule.Count is { } count && entry.Seen >= entry.Rule.Skip + count) _entries.RemoveAt(index);
        return true;
    }

    private sealed class Entry(FaultRule rule)
    {
        public FaultRule Rule { get; } = rule;

        public int Seen { get; set; }
    }
}
