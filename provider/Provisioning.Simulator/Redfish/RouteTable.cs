namespace Provisioning.Simulator.Redfish;

/// <summary>The resources of the service. Paths are compared without regard to case, as several vendors' BMCs do.</summary>
internal sealed class RouteTable
{
    private readonly List<Route>[] _bySegments = [.. Enumerable.Range(0, 16).Select(_ => new List<Route>())];

    /// <summary>Adds a resource; <c>{name}</c> stands for one part of the path. The first one that matches wins.</summary>
    public Route Add(string pattern)
    {
        var segments = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var route = new Route(segments);
        _bySegments[segments.Length].Add(route);
        return route;
    }

    public Route? Find(string path, out IReadOnlyDictionary<string, string> values)
    {
        values = new Dictionary<string, string>();
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length >= _bySegments.Length) return null;
        foreach (var route in _bySegments[segments.Length])
        {
            if (!route.Matches(segments, out var found)) continue;
            values = found!;
            return route;
        }

        return null;
    }
}
