namespace Provisioning.Simulator.Redfish;

/// <summary>One resource and what can be done with it.</summary>
internal sealed class Route(string[] segments)
{
    private readonly Dictionary<string, Func<RedfishRequest, CancellationToken, Task<RedfishReply>>> _handlers = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Segments { get; } = segments;

    /// <summary>What GET answers; runs under the BMC's gate.</summary>
    public Func<RedfishRequest, RedfishReply>? Reader { get; private set; }

    public IEnumerable<string> Methods => Reader is null ? _handlers.Keys : ["GET", "HEAD", .. _handlers.Keys];

    public Route Get(Func<RedfishRequest, RedfishReply> handler)
    {
        Reader = handler;
        return this;
    }

    /// <summary>A handler that runs under the BMC's gate.</summary>
    public Route On(string method, Func<RedfishRequest, RedfishReply> handler)
    {
        _handlers.Add(method, (request, _) =>
        {
            lock (request.Bmc.Gate) return Task.FromResult(handler(request));
        });
        return this;
    }

    /// <summary>A handler that takes the gate itself, where it needs it.</summary>
    public Route OnAsync(string method, Func<RedfishRequest, CancellationToken, Task<RedfishReply>> handler)
    {
        _handlers.Add(method, handler);
        return this;
    }

    public Func<RedfishRequest, CancellationToken, Task<RedfishReply>>? Handler(string method) => _handlers.GetValueOrDefault(method);

    /// <summary>Whether a path is this resource's, and the parts that the route names.</summary>
    public bool Matches(ReadOnlySpan<string> path, out Dictionary<string, string>? values)
    {
        values = null;
        if (path.Length != Segments.Count) return false;
        for (var index = 0; index < path.Length; index++)
        {
            var segment = Segments[index];
            if (segment[0] == '{') continue;
            if (!string.Equals(segment, path[index], StringComparison.OrdinalIgnoreCase)) return false;
        }

        values = [];
        for (var index = 0; index < path.Length; index++)
        {
            if (Segments[index][0] == '{') values[Segments[index][1..^1]] = path[index];
        }

        return true;
    }
}
