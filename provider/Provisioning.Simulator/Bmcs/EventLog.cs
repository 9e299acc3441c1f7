using System.Globalization;

namespace Provisioning.Simulator.Bmcs;

/// <summary>A log service's entries, newest last. Used under the BMC's gate.</summary>
internal sealed class EventLog(TimeProvider time)
{
    private const int Capacity = 500;
    private readonly List<LogRecord> _entries = [];
    private int _lastId;

    public IReadOnlyList<LogRecord> Entries => _entries;

    public void Add(string severity, string message, string? messageId = null)
    {
        _lastId++;
        if (_entries.Count == Capacity) _entries.RemoveAt(0);
        _entries.Add(new LogRecord(_lastId.ToString(CultureInfo.InvariantCulture), time.GetUtcNow(), severity, message, messageId ?? "Rack.1.0.Event"));
    }

    public void Clear() => _entries.Clear();
}
