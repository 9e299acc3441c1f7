using System.Net;
using System.Text.Json;

namespace Provisioning.Bmc.Transport;

/// <summary>One answer. A class without text form: its headers may hold a token.</summary>
internal sealed class RedfishReply
{
    /// <summary>The status.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>The body; undefined where there is none, or no JSON in an error.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>The entity tag, from the header or else the body.</summary>
    public string? ETag { get; init; }

    /// <summary>The Location header as sent.</summary>
    public string? Location { get; init; }

    /// <summary>The session token.</summary>
    public Model.Security.Secret? Token { get; init; }

    /// <summary>The BMC's clock.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How long to wait before asking again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the web server says of itself.</summary>
    public string? Server { get; init; }

    /// <summary>Whether it is a success.</summary>
    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>Whether the BMC has no such resource or function.</summary>
    public bool Absent => Status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented;
}
