using System.Text.Json.Nodes;

namespace Provisioning.Simulator.Redfish;

/// <summary>A reply before it is written.</summary>
internal sealed class RedfishReply
{
    public required int Status { get; init; }

    /// <summary>The body as JSON, or null.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>The body as bytes that are ready, when there is no <see cref="Body"/>.</summary>
    public byte[]? Raw { get; init; }

    public string ContentType { get; init; } = "application/json;odata.metadata=minimal;charset=utf-8";

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>Whether this is a resource, which has an ETag and can be expanded.</summary>
    public bool IsResource { get; init; }

    public static RedfishReply Resource(JsonObject body) => new() { Status = 200, Body = body, IsResource = true };

    public static RedfishReply Json(int status, JsonObject body) => new() { Status = status, Body = body };

    public static RedfishReply NoContent() => new() { Status = 204 };

    public RedfishReply With(string header, string value)
    {
        Headers.Add(KeyValuePair.Create(header, value));
        return this;
    }
}
