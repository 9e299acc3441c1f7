using System.Collections.Concurrent;
using System.Net;
using Provisioning.Bmc.Sessions;
using Provisioning.Bmc.Transport;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Protocol;

/// <summary>
/// Requests of a logged-in client: reads are repeated within one small budget, a lost session is renewed once, a change carries the entity
/// tag that was read. A change that may have arrived is never sent again.
/// </summary>
internal sealed class RedfishClient(RedfishTransport transport, RedfishSession session)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private const int TriesOfOneRead = 3;

    private readonly ConcurrentDictionary<string, string> _tags = new(StringComparer.OrdinalIgnoreCase);
    private int _retriesLeft = transport.Limits.Retries;

    /// <summary>What the BMC is called in messages.</summary>
    public string Address => transport.Address;

    /// <summary>Requests sent.</summary>
    public int RequestCount => transport.RequestCount;

    /// <summary>The clock.</summary>
    public TimeProvider Time => transport.Time;

    /// <summary>Bytes of a registry at most.</summary>
    public int RegistryLimit => transport.Limits.Registry;

    /// <summary>Counts changes sent, so that what was read before one is not taken for what is.</summary>
    public int Changes { get; private set; }

    /// <summary>The BMC's clock as it stood in its last answer; null: it does not tell.</summary>
    public DateTimeOffset? LastDate { get; private set; }

    /// <summary>Reads; anything but a success is a fault.</summary>
    public async ValueTask<PortResult<RedfishReply>> GetAsync(string path, CancellationToken cancellationToken)
    {
        var found = await FindAsync(path, cancellationToken);
        return found.TryGet(out var reply, out _) && !reply.Succeeded
            ? FaultMapper.Of(Address, new RedfishRequest(HttpMethod.Get, path), reply)
            : found;
    }

    /// <summary>Reads; also the answer "no such thing" (<see cref="RedfishReply.Absent"/>) is one.</summary>
    public ValueTask<PortResult<RedfishReply>> FindAsync(string path, CancellationToken cancellationToken) => FindAsync(path, null, cancellationToken);

    /// <summary>Reads an answer that may be longer than others.</summary>
    public async ValueTask<PortResult<RedfishReply>> FindAsync(string path, int? bodyLimit, CancellationToken cancellationToken)
    {
        var request = new RedfishRequest(HttpMethod.Get, path) { BodyLimit = bodyLimit };
        for (var tries = 1; ; tries++)
        {
            var sent = await AuthenticatedAsync(request, cancellationToken);
            TimeSpan? wait = null;
            if (sent.TryGet(out var reply, out var fault))
            {
                LastDate = reply.Date;
                if (reply.Succeeded)
                {
                    if (reply.ETag is { } tag) _tags[path] = tag;
                    return reply;
                }

                if (reply.Absent) return reply;
                fault = FaultMapper.Of(Address, request, reply);
                wait = reply.RetryAfter;
            }

            var transient = fault.Kind == FaultKind.ConnectionLost
                || (fault.Kind == FaultKind.Busy && reply?.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests);
            if (!transient || tries >= TriesOfOneRead || Interlocked.Decrement(ref _retriesLeft) < 0) return fault;
            if (fault.Kind == FaultKind.Busy) await WaitAsync(wait ?? FirstWait * tries, cancellationToken);
        }
    }

    /// <summary>Runs an action.</summary>
    public async ValueTask<PortResult<RedfishReply>> PostAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        Changes++;
        var request = new RedfishRequest(HttpMethod.Post, path) { Body = body };
        return Judge(request, await AuthenticatedAsync(request, cancellationToken));
    }

    /// <summary>
    /// Changes a resource, under the entity tag with which it was last read. Where the BMC says that the tag no longer holds, or that it wants one,
    /// the resource is read once more and the change sent once more: it names the values that must be, whatever was there.
    /// </summary>
    public async ValueTask<PortResult<RedfishReply>> PatchAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        Changes++;
        _tags.TryRemove(path, out var tag);
        var request = new RedfishRequest(HttpMethod.Patch, path) { Body = body, IfMatch = tag };
        var sent = await AuthenticatedAsync(request, cancellationToken);
        if (sent.TryGet(out var reply, out _) && reply.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.PreconditionRequired)
        {
            var reread = await FindAsync(path, cancellationToken);
            if (!reread.TryGet(out var fresh, out var fault)) return fault;
            _tags.TryRemove(path, out _);

            // A weak tag never matches (RFC 9110, 13.1.1); BMCs that hand out weak ones want to hear them in the strong form.
            var strong = fresh.ETag is { } read && read == tag && read.StartsWith("W/", StringComparison.Ordinal) ? read[2..] : fresh.ETag;
            request = new RedfishRequest(HttpMethod.Patch, path) { Body = body, IfMatch = strong };
            sent = await AuthenticatedAsync(request, cancellationToken);
        }

        return Judge(request, sent);
    }

    /// <summary>Says, before the request that does it, that the BMC is about to restart: no login is tried until its service root answers.</summary>
    public void ExpectRestart() => session.ExpectRestart();

    /// <summary>What the engine notes of a change that was taken.</summary>
    public Acceptance Accepted(RedfishReply reply)
    {
        var task = reply.Status == HttpStatusCode.Accepted || reply.Body.Text("@odata.type")?.Contains("Task", StringComparison.Ordinal) == true
            ? TaskUri(reply)
            : null;
        return new Acceptance(task, reply.ETag, reply.Date);
    }

    private string? TaskUri(RedfishReply reply) =>
        reply.Body.At("TaskState").AsText() is not null ? reply.Body.SelfLink() ?? transport.OwnPath(reply.Location) : transport.OwnPath(reply.Location);

    private PortResult<RedfishReply> Judge(RedfishRequest request, PortResult<RedfishReply> sent) =>
        sent.TryGet(out var reply, out _) && !reply.Succeeded ? FaultMapper.Of(Address, request, reply) : sent;

    private async ValueTask<PortResult<RedfishReply>> AuthenticatedAsync(RedfishRequest request, CancellationToken cancellationToken)
    {
        var generation = session.Generation;
        var sent = await transport.SendAsync(request, session.Header, cancellationToken);
        if (!sent.TryGet(out var reply, out _) || reply.Status != HttpStatusCode.Unauthorized) return sent;

        // 401 means that the request was not looked at, so that it may be sent again whatever it is.
        var renewed = await session.RenewAsync(generation, cancellationToken);
        return renewed.TryGet(out _, out var fault) ? await transport.SendAsync(request, session.Header, cancellationToken) : fault;
    }

    private Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var longest = transport.Limits.LongestRetryWait;
        return Task.Delay(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > longest ? longest : wait, Time, cancellationToken);
    }
}
