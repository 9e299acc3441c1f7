using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Provisioning.Simulator.Commands;

/// <summary>A client of a running rack's control API.</summary>
internal sealed class RackControl : IDisposable
{
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(10);
    private readonly HttpClient _client;

    public RackControl(RackState state)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = state.ControlEndpoint, Timeout = RequestTime };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", state.ControlToken);
    }

    /// <summary>Sends a request.</summary>
    /// <returns>The answer's JSON, or the problems that the rack named, or that it did not answer.</returns>
    public async Task<(JsonNode? Body, string? Problem)> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await _client.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            var node = text.Length == 0 ? null : JsonNode.Parse(text);
            return response.IsSuccessStatusCode
                ? (node, null)
                : (null, string.Join("; ", node?["problems"]?.AsArray().Select(problem => problem?.ToString()) ?? [$"status {(int)response.StatusCode}"]));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return (null, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, "no answer in time");
        }
    }

    public void Dispose() => _client.Dispose();
}
