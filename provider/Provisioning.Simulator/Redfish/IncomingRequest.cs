namespace Provisioning.Simulator.Redfish;

/// <summary>A request as it came, before anybody looked at it.</summary>
internal sealed record IncomingRequest
{
    public required string Method { get; init; }

    /// <summary>The path as sent, without its query.</summary>
    public required string Path { get; init; }

    /// <summary>Query options; empty when there were none.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    public required byte[] Body { get; init; }

    public string? Authorization { get; init; }

    public string? Token { get; init; }

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }

    public string? ODataVersion { get; init; }
}
