namespace Provisioning.Host.Operations;

/// <summary>How many doors are connected, and since when none is.</summary>
internal sealed class DoorCount(TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _connected;
    private DateTimeOffset _lastLeft = time.GetUtcNow();

    /// <summary>Since when no door is connected; null while one is.</summary>
    public DateTimeOffset? EmptySince
    {
        get
        {
            lock (_lock) return _connected == 0 ? _lastLeft : null;
        }
    }

    /// <summary>A door came.</summary>
    public void Enter()
    {
        lock (_lock) _connected++;
    }

    /// <summary>A door went.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _connected--;
            _lastLeft = time.GetUtcNow();
        }
    }
}
