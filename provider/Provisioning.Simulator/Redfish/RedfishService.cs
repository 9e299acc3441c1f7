using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;

namespace Provisioning.Simulator.Redfish;

/// <summary>Answers Redfish requests of one BMC: who may do what, preconditions, routing, query options (DSP0266).</summary>
internal sealed class RedfishService(SimulatedBmc bmc)
{
    private readonly RouteTable _routes = RedfishRoutes.For(bmc.Personality);

    public async Task<RedfishReply> AnswerAsync(IncomingRequest incoming, CancellationToken cancellationToken)
    {
        if (incoming.ODataVersion is { } version && version != "4.0") return RedfishErrors.UnsupportedVersion();
        var path = incoming.Path.Length > 1 ? incoming.Path.TrimEnd('/') : incoming.Path;
        var caller = Authenticate(incoming, path, out var refused);
        if (refused is not null) return refused;

        var route = _routes.Find(path, out var values);
        if (route is null) return RedfishErrors.NotFound(path);
        if (incoming.Method is "GET" or "HEAD") return Read(route, incoming, path, values, caller);
        var handler = route.Handler(incoming.Method);
        if (handler is null) return RedfishErrors.MethodNotAllowed(incoming.Method, path, route.Methods);
        if (caller is { Role: "ReadOnly" } && !path.StartsWith(RedfishPaths.Sessions, StringComparison.OrdinalIgnoreCase)) return RedfishErrors.Forbidden();
        if (Parse(incoming.Body) is not { } body) return RedfishErrors.MalformedJson();

        var request = new RedfishRequest { Bmc = bmc, Method = incoming.Method, Path = path, Values = values, Body = body, Caller = caller };
        if (incoming.IfMatch is { } wanted && wanted != "*" && route.Reader is { } reader)
        {
            lock (bmc.Gate)
            {
                if (!Matches(wanted, ETag(reader(request)))) return RedfishErrors.PreconditionFailed();
            }
        }

        var reply = await handler(request, cancellationToken);
        AddETag(reply);
        return reply;
    }

    private RedfishReply Read(Route route, IncomingRequest incoming, string path, IReadOnlyDictionary<string, string> values, Account? caller)
    {
        if (route.Reader is null) return RedfishErrors.MethodNotAllowed(incoming.Method, path, route.Methods);
        var request = new RedfishRequest { Bmc = bmc, Method = "GET", Path = path, Values = values, Caller = caller };
        RedfishReply reply;
        lock (bmc.Gate)
        {
            reply = route.Reader(request);
            if (reply is { IsResource: true, Body: { } body }) Shape(body, incoming.Query, caller);
        }

        AddETag(reply);
        var own = reply.Headers.FirstOrDefault(header => header.Key == "ETag").Value;
        if (own is not null && incoming.IfNoneMatch is { } known && Matches(known, own)) return new RedfishReply { Status = 304 }.With("ETag", own);
        return reply;
    }

    /// <summary>Carries out $skip, $top and, where the personality has it, $expand.</summary>
    private void Shape(JsonObject body, IReadOnlyDictionary<string, string> query, Account? caller)
    {
        if (query.Count == 0) return;
        if (body["Members"] is JsonArray members)
        {
            if (query.TryGetValue("$skip", out var skipText) && int.TryParse(skipText, out var skip))
            {
                for (; skip > 0 && members.Count > 0; skip--) members.RemoveAt(0);
            }

            if (query.TryGetValue("$top", out var topText) && int.TryParse(topText, out var top))
            {
                while (members.Count > Math.Max(0, top)) members.RemoveAt(members.Count - 1);
            }
        }

        if (!bmc.Personality.Expand || !query.TryGetValue("$expand", out var expand)) return;
        if (body["Members"] is JsonArray links) ExpandAll(links, caller);
        if (expand.StartsWith('~')) return;
        foreach (var (name, value) in body.ToList())
        {
            if (name is "Members" or "Links" or "Actions") continue;
            if (value is JsonArray array) ExpandAll(array, caller);
            else if (Target(value) is { } target && Fetch(target, caller) is { } resource) body[name] = resource;
        }
    }

    private void ExpandAll(JsonArray links, Account? caller)
    {
        for (var index = 0; index < links.Count; index++)
        {
            if (Target(links[index]) is { } target && Fetch(target, caller) is { } resource) links[index] = resource;
        }
    }

    private static string? Target(JsonNode? node) =>
        node is JsonObject { Count: 1 } link && link["@odata.id"] is JsonValue value && value.TryGetValue(out string? target) ? target : null;

    private JsonObject? Fetch(string path, Account? caller)
    {
        var route = _routes.Find(path, out var values);
        if (route?.Reader is null) return null;
        var reply = route.Reader(new RedfishRequest { Bmc = bmc, Method = "GET", Path = path, Values = values, Caller = caller });
        AddETag(reply);
        return reply.Status == 200 ? reply.Body : null;
    }

    private Account? Authenticate(IncomingRequest incoming, string path, out RedfishReply? refused)
    {
        refused = null;
        if (IsOpen(incoming.Method, path)) return null;
        lock (bmc.Gate)
        {
            if (incoming.Token is { } token)
            {
                var session = bmc.Sessions.Use(token);
                if (session is null) refused = RedfishErrors.Unauthorized();
                return session?.Account;
            }

            if (Basic(incoming.Authorization) is { } credentials)
            {
                var account = bmc.Accounts.LogIn(credentials.UserName, credentials.Password);
                if (account is null)
                {
                    bmc.ManagerLog.Add("Warning", "A login failed.", "Rack.1.0.LoginFailed");
                    refused = RedfishErrors.Unauthorized();
                }

                return account;
            }
        }

        refused = RedfishErrors.Unauthorized();
        return null;
    }

    private static bool IsOpen(string method, string path)
    {
        if (method == "POST") return string.Equals(path, RedfishPaths.Sessions, StringComparison.OrdinalIgnoreCase);
        return (method is "GET" or "HEAD")
            && (path.ToLowerInvariant() is "/redfish" or RedfishPaths.Root or "/redfish/v1/odata" or "/redfish/v1/$metadata");
    }

    private static (string UserName, string Password)? Basic(string? authorization)
    {
        const string Scheme = "Basic ";
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        Span<byte> buffer = stackalloc byte[1024];
        if (!Convert.TryFromBase64String(authorization[Scheme.Length..], buffer, out var written)) return null;
        var text = Encoding.UTF8.GetString(buffer[..written]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (text[..colon], text[(colon + 1)..]);
    }

    private static JsonObject? Parse(byte[] body)
    {
        if (body.Length == 0) return [];
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Matches(string header, string? tag) =>
        tag is not null && header.Split(',', StringSplitOptions.TrimEntries).Any(item => item == tag || item == "*");

    private void AddETag(RedfishReply reply)
    {
        if (ETag(reply) is not { } tag) return;
        reply.Body!["@odata.etag"] = tag;
        reply.With("ETag", tag);
    }

    /// <summary>The tag of a resource: a hash over what it says, less what changes by itself.</summary>
    private string? ETag(RedfishReply reply)
    {
        if (!bmc.Personality.ETags || reply is not { IsResource: true, Body: { } body }) return null;
        var hash = 14695981039346656037UL;
        foreach (var (name, value) in body)
        {
            if (name is "DateTime" or "@odata.etag") continue;
            hash = Mix(hash, name);
            if (value is not null) hash = Mix(hash, value.ToJsonString());
        }

        return $"\"{hash:x16}\"";
    }

    /// <summary>FNV-1a, 64 bits.</summary>
    private static ulong Mix(ulong hash, string text)
    {
        foreach (var letter in text)
        {
            hash ^= letter;
            hash *= 1099511628211UL;
        }

        return hash;
    }
}
