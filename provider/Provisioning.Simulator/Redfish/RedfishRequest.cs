using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;

namespace Provisioning.Simulator.Redfish;

/// <summary>A request that has been matched with a route.</summary>
internal sealed class RedfishRequest
{
    private static readonly JsonObject Nothing = [];

    public required SimulatedBmc Bmc { get; init; }

    public required string Method { get; init; }

    /// <summary>The path without a trailing slash.</summary>
    public required string Path { get; init; }

    /// <summary>The parts of the path that the route names.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The body; an empty object when there was none.</summary>
    public JsonObject Body { get; init; } = Nothing;

    /// <summary>Who asks; null only where nobody need say so.</summary>
    public Account? Caller { get; init; }

    /// <summary>A named part of the path.</summary>
    public string this[string name] => Values[name];

    /// <summary>Whether a named part of the path is this text.</summary>
    public bool Is(string name, string value) => string.Equals(Values[name], value, StringComparison.OrdinalIgnoreCase);
}
