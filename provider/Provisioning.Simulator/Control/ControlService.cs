using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.HouseRules;
using Provisioning.Simulator.Documents;
using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Racks;

namespace Provisioning.Simulator.Control;

/// <summary>
/// The rack's control API: what happens to servers behind their clients' backs. Plain HTTP on a loopback port, for whoever has the token.
/// </summary>
[HouseRuleExemption(HouseRule.TokenLast, "The HTTP context carries the request's token.")]
internal sealed class ControlService(Rack rack)
{
    private const string Servers = "/rack/v1/servers";

    public async Task HandleAsync(HttpContext context)
    {
        var (status, body) = await AnswerAsync(context);
        context.Response.StatusCode = status;
        if (body is null) return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    private async Task<(int Status, JsonNode? Body)> AnswerAsync(HttpContext context)
    {
        var expected = Encoding.UTF8.GetBytes("Bearer " + rack.ControlToken);
        var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
        if (!CryptographicOperations.FixedTimeEquals(expected, given)) return (401, Problem("The control token is missing or wrong."));

        var method = context.Request.Method;
        var path = (context.Request.Path.Value ?? "").TrimEnd('/');
        if (path == "/rack/v1/stop" && method == "POST")
        {
            rack.AskToStop();
            return (204, null);
        }

        if (path == Servers && method == "GET") return (200, new JsonArray([.. rack.Servers.Select(server => ControlViews.Server(server))]));
        if (!path.StartsWith(Servers + "/", StringComparison.Ordinal)) return (404, Problem($"There is nothing at {path}."));
        var parts = path[(Servers.Length + 1)..].Split('/');
        var server = rack.Servers.FirstOrDefault(candidate => candidate.Name == parts[0]);
        if (server is null) return (404, Problem($"There is no server '{parts[0]}'."));

        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        return (method, parts.Length > 1 ? parts[1] : "") switch
        {
            ("GET", "") => (200, ControlViews.Server(server)),
            ("PATCH", "") => Read(text, fields => ControlChanges.Apply(server, fields)),
            ("GET", "requests") => (200, ControlViews.Requests(server)),
            ("DELETE", "requests") => Done(server.ForgetRequests),
            ("POST", "faults") => Read(text, fields =>
            {
                if (FaultReader.Read(fields) is { } rule) server.AddFault(rule);
            }),
            ("DELETE", "faults") => Done(server.ClearFaults),
            _ => (404, Problem($"There is no {method} at {path}.")),
        };
    }

    private static (int Status, JsonNode? Body) Done(Action action)
    {
        action();
        return (204, null);
    }

    private static (int Status, JsonNode? Body) Read(string text, Action<FieldReader> use)
    {
        if (!YamlDocument.TryRead(text, out var root, out var problem)) return (400, Problem(problem));
        var problems = new List<Diagnostic>();
        use(new FieldReader(root, AttributePath.Root, problems));
        return problems.Count == 0
            ? (204, null)
            : (400, new JsonObject { ["problems"] = new JsonArray([.. problems.Select(item => JsonValue.Create($"{item.Code} {item.Summary} ({item.Seen})"))]) });
    }

    private static JsonObject Problem(string text) => new() { ["problems"] = new JsonArray(JsonValue.Create(text)) };
}
