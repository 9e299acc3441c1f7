using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text.Json;
using Provisioning.Bmc.Protocol;
using Provisioning.Model.Faults;
using Provisioning.Model.Security;

namespace Provisioning.Bmc.Transport;

/// <summary>
/// HTTP to one BMC: few requests at once, one change at a time, a deadline on everything, no byte more than the limit. It knows nothing of
/// logins and sends each request once.
/// </summary>
internal sealed class RedfishTransport : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    private readonly Uri _base;
    private readonly TransportLimits _limits;
    private readonly TimeProvider _time;
    private readonly TlsJudge _judge;
    private readonly HttpMessageInvoker _invoker;
    private readonly SemaphoreSlim _inFlight;
    private readonly SemaphoreSlim _changes = new(1);
    private int _requests;

    /// <summary>Prepares; connects with the first request.</summary>
    /// <param name="address">What the BMC is called in messages.</param>
    /// <param name="root">Scheme, host and port.</param>
    /// <param name="judge">Judges certificates.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="time">The clock of all deadlines.</param>
    /// <param name="handler">What speaks HTTP; null: sockets and TLS.</param>
    public RedfishTransport(string address, Uri root, TlsJudge judge, TransportLimits limits, TimeProvider time, HttpMessageHandler? handler = null)
    {
        Address = address;
        (_base, _judge, _limits, _time) = (root, judge, limits, time);
        _inFlight = new SemaphoreSlim(limits.InFlight);
        _invoker = new HttpMessageInvoker(handler ?? Sockets(judge, limits), disposeHandler: handler is null);
    }

    /// <summary>What the BMC is called in messages.</summary>
    public string Address { get; }

    /// <summary>Requests sent.</summary>
    public int RequestCount => Volatile.Read(ref _requests);

    /// <summary>Whether connections are kept; some BMCs cannot bear it.</summary>
    public bool KeepAlive { get; set; } = true;

    /// <summary>The limits.</summary>
    public TransportLimits Limits => _limits;

    /// <summary>The clock.</summary>
    public TimeProvider Time => _time;

    /// <inheritdoc/>
    public void Dispose()
    {
        _invoker.Dispose();
        _inFlight.Dispose();
        _changes.Dispose();
    }

    /// <summary>Sends one request and reads the whole answer, whatever its status.</summary>
    public async ValueTask<PortResult<RedfishReply>> SendAsync(RedfishRequest request, AuthenticationHeader? login, CancellationToken cancellationToken)
    {
        if (request.Mutates) await _changes.WaitAsync(cancellationToken);
        try
        {
            await _inFlight.WaitAsync(cancellationToken);
            try
            {
                return await ExchangeAsync(request, login, cancellationToken);
            }
            finally
            {
                _inFlight.Release();
            }
        }
        finally
        {
            if (request.Mutates) _changes.Release();
        }
    }

    /// <summary>The path of a link that may be a whole URL; null: it leads to another host.</summary>
    public string? OwnPath(string? link)
    {
        if (ResourcePath.From(link) is { } path) return path;
        return Uri.TryCreate(link, UriKind.Absolute, out var absolute) && SameHost(absolute) ? ResourcePath.From(absolute.PathAndQuery) : null;
    }

    private static SocketsHttpHandler Sockets(TlsJudge judge, TransportLimits limits) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = limits.Connect,
        MaxConnectionsPerServer = limits.InFlight,
        MaxResponseHeadersLength = 64,
        PooledConnectionIdleTimeout = limits.Idle,
        UseCookies = false,
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => judge.Accept(certificate, errors),
        },
    };

    private async ValueTask<PortResult<RedfishReply>> ExchangeAsync(RedfishRequest request, AuthenticationHeader? login, CancellationToken cancellationToken)
    {
        var path = request.Path;
        for (var hops = 0; ; hops++)
        {
            using var deadline = new CancellationTokenSource(_limits.Headers, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            var inBody = false;
            try
            {
                Interlocked.Increment(ref _requests);
                using var message = Compose(request, path, login);
                using var response = await _invoker.SendAsync(message, either.Token);
                inBody = true;
                deadline.CancelAfter(_limits.WholeAnswer);
                if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                {
                    var next = NextHop(request, response, hops);
                    if (!next.TryGet(out var target, out var refusal)) return refusal;
                    path = target;
                    continue;
                }

                var limit = request.BodyLimit ?? _limits.Body;
                return await BodyReader.ReadAsync(response.Content, limit, either.Token) is { } body
                    ? Understand(request, response, body)
                    : BmcFaults.TooLarge(Address, request, limit);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (OperationCanceledException exception)
            {
                return deadline.IsCancellationRequested
                    ? BmcFaults.TimedOut(Address, request, inBody)
                    : BmcFaults.Unreachable(Address, exception.InnerException is TimeoutException ? "No connection in time." : "The connection attempt ended.");
            }
            catch (HttpRequestException exception)
            {
                return Classify(request, exception.HttpRequestError, exception);
            }
            catch (HttpIOException exception)
            {
                return Classify(request, exception.HttpRequestError, exception);
            }
            catch (IOException exception)
            {
                return BmcFaults.ConnectionLost(Address, request, exception.Message);
            }
        }
    }

    private HttpRequestMessage Compose(RedfishRequest request, string path, AuthenticationHeader? login)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_base, path)) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("OData-Version", "4.0");
        message.Headers.TryAddWithoutValidation("User-Agent", "baremetal");
        if (!KeepAlive) message.Headers.ConnectionClose = true;
        if (request.IfMatch is { } tag) message.Headers.TryAddWithoutValidation("If-Match", tag);
        login?.Apply(message.Headers);
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = Json;
        }

        return message;
    }

    private PortResult<string> NextHop(RedfishRequest request, HttpResponseMessage response, int hops)
    {
        var target = response.Headers.Location;
        if (request.Mutates) return BmcFaults.Redirected(Address, request, "a change is not sent elsewhere.");
        if (target is null) return BmcFaults.Redirected(Address, request, "it does not say where to.");
        if (hops >= _limits.Redirects)
        {
            return BmcFaults.Redirected(Address, request, string.Create(CultureInfo.InvariantCulture, $"more than {_limits.Redirects} times."));
        }

        var absolute = target.IsAbsoluteUri ? target : new Uri(new Uri(_base, request.Path), target);
        return SameHost(absolute)
            ? absolute.PathAndQuery
            : BmcFaults.Redirected(Address, request, $"to {absolute.GetLeftPart(UriPartial.Authority)}, another host.");
    }

    private bool SameHost(Uri other) =>
        Uri.Compare(_base, other, UriComponents.SchemeAndServer | UriComponents.StrongPort, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private PortResult<RedfishReply> Understand(RedfishRequest request, HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var isJson = BodyReader.TryParse(body, out var root, out var why);
        var succeeded = response.IsSuccessStatusCode;
        var server = response.Headers.TryGetValues("Server", out var servers) ? string.Join(' ', servers) : null;
        if (!isJson && succeeded)
        {
            return response.Content.Headers.ContentType?.MediaType == "text/html"
                ? BmcFaults.NotRedfish(Address, request, response.StatusCode, server, "an HTML page")
                : BmcFaults.Malformed(Address, request, why);
        }

        if (isJson && succeeded && !request.Mutates && root.ValueKind != JsonValueKind.Object && response.StatusCode == HttpStatusCode.OK)
        {
            return BmcFaults.Malformed(Address, request, root.ValueKind == JsonValueKind.Undefined ? "It is empty." : "It is no JSON object.");
        }

        var headers = response.Headers;
        return new RedfishReply
        {
            Status = response.StatusCode,
            Body = root,
            ETag = (headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null) ?? root.Text("@odata.etag"),
            Location = headers.TryGetValues("Location", out var locations) ? locations.FirstOrDefault() : null,
            Token = headers.TryGetValues("X-Auth-Token", out var tokens) && tokens.FirstOrDefault() is { Length: > 0 } token ? new Secret(token) : null,
            Date = headers.Date,
            Server = server,
            RetryAfter = headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date is { } date ? date - _time.GetUtcNow() : null),
        };
    }

    private Fault Classify(RedfishRequest request, HttpRequestError error, Exception exception) => error switch
    {
        HttpRequestError.NameResolutionError => BmcFaults.Unreachable(Address, "The name is not known."),
        HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => BmcFaults.Unreachable(Address, Innermost(exception)),
        HttpRequestError.SecureConnectionError => _judge.Refused
            ? BmcFaults.Untrusted(Address, _judge)
            : BmcFaults.TlsFailed(Address, Innermost(exception)),
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.VersionNegotiationError
            => BmcFaults.Malformed(Address, request, Innermost(exception)),
        _ => BmcFaults.ConnectionLost(Address, request, Innermost(exception)),
    };

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;
}
