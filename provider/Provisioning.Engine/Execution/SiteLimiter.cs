using Provisioning.Model.Sites;

namespace Provisioning.Engine.Execution;

/// <summary>Lets only so many machines be worked on at once, in all and in one rack. First come, first served, as far as a rack has room.</summary>
internal sealed class SiteLimiter
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private readonly Dictionary<string, int> _perRack = new(StringComparer.Ordinal);
    private int _inFlight;

    /// <summary>Waits for room; what it gives is disposed when the work is over.</summary>
    public async ValueTask<IDisposable> EnterAsync(string? rack, LimitSettings limits, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(rack, limits);
        lock (_lock)
        {
            _waiters.Add(waiter);
            Admit();
        }

        await using var cancelled = cancellationToken.UnsafeRegister(_ => Withdraw(waiter, cancellationToken), null);
        await waiter.Admitted.Task;
        return new Place(this, rack);
    }

    private void Withdraw(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiters.Remove(waiter)) waiter.Admitted.TrySetCanceled(cancellationToken);
        }
    }

    private void Leave(string? rack)
    {
        lock (_lock)
        {
            _inFlight--;
            if (rack is not null) _perRack[rack]--;
            Admit();
        }
    }

    private void Admit()
    {
        foreach (var waiter in _waiters.ToList())
        {
            if (_inFlight >= waiter.Limits.InFlight) return;
            if (waiter.Rack is { } rack)
            {
                var inRack = _perRack.GetValueOrDefault(rack);
                if (inRack >= waiter.Limits.PerRack) continue;
                _perRack[rack] = inRack + 1;
            }

            _inFlight++;
            _waiters.Remove(waiter);
            waiter.Admitted.TrySetResult();
        }
    }

    private sealed class Waiter(string? rack, LimitSettings limits)
    {
        public string? Rack => rack;

        public LimitSettings Limits => limits;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(SiteLimiter limiter, string? rack) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) limiter.Leave(rack);
        }
    }
}
