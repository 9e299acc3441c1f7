namespace Provisioning.Agent.Sessions;

/// <summary>Waits between tries: 250 ms, doubled each time up to 30 s, a quarter more or less so that a rack's agents do not march in step.</summary>
internal sealed class Backoff(TimeProvider timeProvider)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private TimeSpan _next = First;

    /// <summary>The last try went well: the next wait is short again.</summary>
    public void Reset() => _next = First;

    /// <summary>Waits.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = _next * (0.75 + (Random.Shared.NextDouble() / 2));
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        await Task.Delay(wait, timeProvider, cancellationToken);
    }
}
