using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Provisioning.Simulator.Racks;

namespace Provisioning.Simulator.Tests.Testing;

/// <summary>A plain client of one simulated BMC, which trusts the rack's CA and nothing else.</summary>
internal sealed class RackClient : IDisposable
{
    private readonly HttpClient _client;

    public RackClient(Rack rack, RackServer server, bool authenticated = true)
    {
        var root = X509Certificate2.CreateFromPem(rack.AuthorityPem);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(root);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            LastFingerprint = ((X509Certificate2)certificate!).GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);
            return chain.Build((X509Certificate2)certificate!);
        };
        _client = new HttpClient(handler) { BaseAddress = server.Endpoint, Timeout = TimeSpan.FromSeconds(20) };
        if (authenticated) Authenticate(server.Credentials.UserName, server.Credentials.Password);
    }

    public string? LastFingerprint { get; private set; }

    public HttpClient Http => _client;

    public void Authenticate(string user, string password) => _client.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password)));

    public async Task<JsonObject> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await _client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(expected, response.StatusCode);
        return await BodyAsync(response);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonObject> ExpectAsync(HttpMethod method, string path, string? body, HttpStatusCode expected)
    {
        using var response = await SendAsync(method, path, body);
        Assert.Equal(expected, response.StatusCode);
        return await BodyAsync(response);
    }

    public static async Task<JsonObject> BodyAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? [] : (JsonObject)JsonNode.Parse(text)!;
    }

    public void Dispose() => _client.Dispose();
}
