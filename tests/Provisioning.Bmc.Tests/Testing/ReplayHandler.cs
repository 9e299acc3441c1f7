using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Provisioning.Bmc.Tests.Testing;

/// <summary>Replays a recorded tree: reads only, with sessions, and with <c>$expand</c> where the tree's service root offers it.</summary>
internal sealed partial class ReplayHandler(RecordedTree tree) : HttpMessageHandler
{
    private const string Token = "replay-token";

    /// <summary>Method, path and body of everything that was asked.</summary>
    public ConcurrentQueue<(string Method, string Path, string Body)> Requests { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var query = Uri.UnescapeDataString(request.RequestUri.Query);
        Requests.Enqueue((request.Method.Method, path + query, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        if (request.Method == HttpMethod.Post && path.EndsWith("/Sessions", StringComparison.Ordinal)) return Session(path);
        if (request.Method == HttpMethod.Delete) return new HttpResponseMessage(HttpStatusCode.NoContent);
        var isRoot = path.TrimEnd('/').Equals("/redfish/v1", StringComparison.OrdinalIgnoreCase);
        if (!isRoot && !request.Headers.TryGetValues("X-Auth-Token", out _)) return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        if (request.Method != HttpMethod.Get) return new HttpResponseMessage(HttpStatusCode.NoContent);
        if (tree.Find(path) is not { } body) return new HttpResponseMessage(HttpStatusCode.NotFound);
        var text = body.GetRawText();
        if (Levels(query) is { } levels)
        {
            if (!OffersExpand) return new HttpResponseMessage(HttpStatusCode.NotImplemented);
            text = tree.Expand(body, levels).ToJsonString();
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
    }

    private bool OffersExpand =>
        tree.Find("/redfish/v1") is { } root
        && root.TryGetProperty("ProtocolFeaturesSupported", out var features)
        && features.TryGetProperty("ExpandQuery", out var expand)
        && expand.TryGetProperty("NoLinks", out var offered) && offered.ValueKind == JsonValueKind.True;

    private static HttpResponseMessage Session(string path)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        response.Headers.Add("X-Auth-Token", Token);
        response.Headers.Location = new Uri($"{path}/1", UriKind.Relative);
        return response;
    }

    private static int? Levels(string query)
    {
        var match = ExpandQuery().Match(query);
        if (!match.Success) return null;
        return match.Groups["levels"].Success ? int.Parse(match.Groups["levels"].Value, CultureInfo.InvariantCulture) : 1;
    }

    [GeneratedRegex(@"^\?\$expand=\.(\(\$levels=(?<levels>\d)\))?$")]
    private static partial Regex ExpandQuery();
}
