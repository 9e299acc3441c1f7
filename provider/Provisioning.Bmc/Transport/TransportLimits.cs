namespace Provisioning.Bmc.Transport;

/// <summary>What one BMC may cost us, at most.</summary>
internal sealed record TransportLimits
{
    /// <summary>Requests in flight.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Time for the TCP and TLS handshakes.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time until the headers of an answer.</summary>
    public TimeSpan Headers { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for a whole answer.</summary>
    public TimeSpan WholeAnswer { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection may be idle. BMCs close theirs after ten seconds or more; a request on a closed one is lost.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Bytes of an answer.</summary>
    public int Body { get; init; } = 8 << 20;

    /// <summary>Bytes of an attribute registry.</summary>
    public int Registry { get; init; } = 32 << 20;

    /// <summary>Redirects of one request.</summary>
    public int Redirects { get; init; } = 5;

    /// <summary>Requests that are sent again, over the whole life of a connection.</summary>
    public int Retries { get; init; } = 8;

    /// <summary>The longest wait that a <c>Retry-After</c> can ask for.</summary>
    public TimeSpan LongestRetryWait { get; init; } = TimeSpan.FromSeconds(15);
}
