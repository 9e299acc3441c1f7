using System.Net;
using System.Text;

namespace Provisioning.Bmc.Tests.Testing;

/// <summary>A BMC that answers each request as the test says, and counts those that carried a password.</summary>
internal sealed class ScriptedBmc(Func<ScriptedBmc.Asked, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<Asked> _asked = [];

    /// <summary>Requests in their order.</summary>
    public IReadOnlyList<Asked> Requests
    {
        get
        {
            lock (_gate) return [.. _asked];
        }
    }

    /// <summary>Requests that carried a password, in the body of a login or in the Authorization header.</summary>
    public int Passwords => Requests.Count(asked => asked.CarriedPassword);

    /// <summary>An answer with a JSON body.</summary>
    public static HttpResponseMessage Reply(int status, string body = "") =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>An answer with one message of the registry.</summary>
    public static HttpResponseMessage Refusal(int status, string? message) => message is null
        ? Reply(status)
        : Reply(status, """{"error":{"@Message.ExtendedInfo":[{"MessageId":"Base.1.8.""" + message + "\"}]}}");

    /// <summary>A new session.</summary>
    public static HttpResponseMessage Session(string uri)
    {
        var response = Reply(201, "{}");
        response.Headers.Add("X-Auth-Token", "token of " + uri);
        response.Headers.Location = new Uri(uri, UriKind.Relative);
        return response;
    }

    /// <summary>The service root.</summary>
    public static HttpResponseMessage Root() => Reply(
        200,
        """{"RedfishVersion":"1.15.0","Systems":{"@odata.id":"/redfish/v1/Systems"},"Managers":{"@odata.id":"/redfish/v1/Managers"},"Links":{"Sessions":{"@odata.id":"/redfish/v1/SessionService/Sessions"}}}""");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var token = request.Headers.TryGetValues("X-Auth-Token", out var tokens) ? tokens.First() : null;
        var asked = new Asked(request.Method.Method, request.RequestUri!.AbsolutePath, body, request.Headers.Authorization is not null, token);
        lock (_gate) _asked.Add(asked);
        return answer(asked);
    }

    internal sealed record Asked(string Method, string Path, string Body, bool IsBasic, string? Token)
    {
        public bool IsRoot => Method == "GET" && Path == "/redfish/v1/";

        public bool IsLogin => Method == "POST" && Path.EndsWith("/Sessions", StringComparison.Ordinal);

        public bool CarriedPassword => IsBasic || Body.Contains("Password", StringComparison.Ordinal);
    }
}
