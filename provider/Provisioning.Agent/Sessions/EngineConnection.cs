using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Security.Cryptography;
using Provisioning.Agent.Machines;
using Provisioning.Agent.Running;
using Provisioning.AgentContract.Serialization;
using Provisioning.AgentContract.Sessions;

namespace Provisioning.Agent.Sessions;

/// <summary>
/// The agent's side of the protocol: one session, bound to a key that lives only in this process. Requests are tried again for ever,
/// over all endpoints; the engine may be restarting, or not yet awaiting us.
/// </summary>
internal sealed class EngineConnection(
    AgentTicket ticket,
    MachineFacts facts,
    IAgentLog log,
    TimeProvider timeProvider,
    Func<string, string>? route = null) : IDisposable
{
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly HttpClient _http = SiteHttp.Create(ticket.CaPem, route);
    private long _counter;
    private int _endpoint;
    private volatile string? _sessionId;

    /// <summary>The client that trusts the site's CA, for image downloads.</summary>
    public HttpClient Http => _http;

    /// <summary>The endpoint that answered last.</summary>
    public Uri Endpoint => new(ticket.Endpoints[_endpoint % ticket.Endpoints.Length]);

    /// <summary>Opens the session; tries until it is open.</summary>
    /// <exception cref="AttemptEndedException">Second claimant, or the attempt is over.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var publicKey = AgentSignatures.PublicKey(_key);
        var message = AgentSignatures.SessionMessage(ticket.Ticket, publicKey, facts.Uuid, facts.Serial);
        var version = typeof(EngineConnection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var request = new SessionRequest(
            ticket.Ticket,
            ticket.Attempt,
            ticket.Epoch,
            publicKey,
            facts.Uuid,
            facts.Serial,
            facts.BootId,
            version ?? "0",
            AgentSignatures.Sign(_key, message));
        var body = AgentJson.Write(request, AgentJsonContext.Default.SessionRequest);
        var backoff = new Backoff(timeProvider);
        while (true)
        {
            var reply = await TryAsync(HttpMethod.Post, AgentRoutes.Sessions, body, RequestLimit, cancellationToken);
            ThrowWhenEnded(reply);
            if (reply is { Done: true } && AgentJson.TryRead(reply.Body, AgentJsonContext.Default.SessionReply) is { } session)
            {
                _sessionId = session.SessionId;
                log.Write($"session open at {Endpoint.Authority}");
                return;
            }

            if (reply is not null) log.Write($"no session yet: the engine says {(int)reply.Status}");
            _endpoint++;
            await backoff.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Sends a request in the session until the engine has given a final answer: done, 404 or 410.</summary>
    /// <exception cref="AttemptEndedException">Second claimant.</exception>
    public async Task<EngineReply> SendAsync(HttpMethod method, string target, byte[] body, TimeSpan extra, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(timeProvider);
        while (true)
        {
            var reply = await TryAsync(method, target, body, RequestLimit + extra, cancellationToken);
            switch (reply)
            {
                case { Done: true } or { Status: HttpStatusCode.Gone or HttpStatusCode.NotFound }:
                    return reply;
                case { Status: HttpStatusCode.Unauthorized }:
                    await OpenAsync(cancellationToken);
                    break;
                case null:
                    _endpoint++;
                    break;
                default:
                    log.Write($"{method} {target}: the engine says {(int)reply.Status}");
                    break;
            }

            await backoff.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Sends a request in the session once; null when no answer came.</summary>
    public Task<EngineReply?> SendOnceAsync(HttpMethod method, string target, byte[] body, CancellationToken cancellationToken) =>
        TryAsync(method, target, body, RequestLimit, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _key.Dispose();
    }

    private static void ThrowWhenEnded(EngineReply? reply)
    {
        if (reply?.Status == HttpStatusCode.Conflict) throw new AttemptEndedException(AgentExit.SecondClaimant);
        if (reply?.Status == HttpStatusCode.Gone) throw new AttemptEndedException(AgentExit.AttemptOver);
    }

    private async Task<EngineReply?> TryAsync(
        HttpMethod method,
        string target,
        byte[] body,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = new HttpRequestMessage(method, new Uri(Endpoint, target));
        if (method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        Sign(request, method, target, body);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            using var content = await response.Content.ReadAsStreamAsync(either.Token);
            return new EngineReply(response.StatusCode, await BoundedBody.ReadAsync(content, AgentRoutes.MaximumBodyBytes, either.Token));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            log.Write($"{method} {target}: {Describe(failure)}");
            return null;
        }
    }

    private void Sign(HttpRequestMessage request, HttpMethod method, string target, byte[] body)
    {
        if (_sessionId is not { } session || target == AgentRoutes.Sessions) return;
        var counter = Interlocked.Increment(ref _counter);
        var message = AgentSignatures.RequestMessage(method.Method, target, counter, body);
        request.Headers.Add(AgentHeaders.Session, session);
        request.Headers.Add(AgentHeaders.Counter, counter.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(AgentHeaders.Signature, AgentSignatures.Sign(_key, message));
    }

    private static string Describe(Exception failure) => failure switch
    {
        OperationCanceledException => "no answer in time",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request =>
            $"{request.HttpRequestError}{(request.InnerException is { } inner ? $" ({inner.GetType().Name}: {inner.Message})" : "")}",
        _ => $"{failure.GetType().Name}: {failure.Message}",
    };
}
