using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Provisioning.AgentContract.Serialization;
using Provisioning.AgentContract.Sessions;
using Provisioning.AgentContract.Tasks;
using Provisioning.Imaging.Tests.Serving;

namespace Provisioning.Imaging.Tests.Sessions;

/// <summary>An agent written for the tests: it says exactly what a test wants it to say.</summary>
internal sealed class AgentClient(Site site, AgentTicket ticket, string bootId = "boot-1", string serial = "SN1") : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private SessionReply? _session;

    public long Counter { get; set; }

    public static string Uuid => "4c4c4544-0001-4000-8000-000000000001";

    public string SessionId => _session!.SessionId;

    public async Task<HttpStatusCode> OpenAsync(Func<SessionRequest, SessionRequest>? change = null)
    {
        var publicKey = AgentSignatures.PublicKey(_key);
        var signature = AgentSignatures.Sign(_key, AgentSignatures.SessionMessage(ticket.Ticket, publicKey, Uuid, serial));
        var request = new SessionRequest(ticket.Ticket, ticket.Attempt, ticket.Epoch, publicKey, Uuid, serial, bootId, "1.2.3", signature);
        request = change?.Invoke(request) ?? request;
        using var response = await site.Client.PostAsync(
            site.Address(AgentRoutes.Sessions), new ByteArrayContent(AgentJson.Write(request, AgentJsonContext.Default.SessionRequest)), TestContext.Current.CancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            _session = AgentJson.TryRead(
                await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), AgentJsonContext.Default.SessionReply);
        }

        return response.StatusCode;
    }

    public async Task<AgentTask?> NextAsync(long after)
    {
        using var response = await SendAsync(HttpMethod.Get, AgentRoutes.NextTask(after), []);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent, response.StatusCode.ToString());
        return response.StatusCode == HttpStatusCode.NoContent
            ? null
            : AgentJson.TryRead(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), AgentJsonContext.Default.AgentTask);
    }

    public async Task<HttpStatusCode> PostAsync<T>(string path, T message, JsonTypeInfo<T> type)
    {
        using var response = await SendAsync(HttpMethod.Post, path, AgentJson.Write(message, type));
        return response.StatusCode;
    }

    public Task<HttpStatusCode> ResultAsync(string taskId, AgentTaskResult result) =>
        PostAsync(AgentRoutes.Result(taskId), result, AgentJsonContext.Default.AgentTaskResult);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, byte[] body, byte[]? signedBody = null, string? signedTarget = null)
    {
        Counter++;
        using var request = new HttpRequestMessage(method, site.Address(target));
        if (method == HttpMethod.Post) request.Content = new ByteArrayContent(body);
        request.Headers.Add(AgentHeaders.Session, SessionId);
        request.Headers.Add(AgentHeaders.Counter, Counter.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(
            AgentHeaders.Signature,
            AgentSignatures.Sign(_key, AgentSignatures.RequestMessage(method.Method, signedTarget ?? target, Counter, signedBody ?? body)));
        return await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _key.Dispose();
}
