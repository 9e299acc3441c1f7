using System.Collections.Concurrent;
using Provisioning.Simulator.Personalities;
using Provisioning.Simulator.Redfish.Resources;

namespace Provisioning.Simulator.Redfish;

/// <summary>All resources of a personality, laid out once.</summary>
internal static class RedfishRoutes
{
    private static readonly ConcurrentDictionary<string, RouteTable> Tables = new(StringComparer.Ordinal);

    public static RouteTable For(Personality personality) => Tables.GetOrAdd(personality.Name, (_, own) => Build(own), personality);

    private static RouteTable Build(Personality personality)
    {
        var routes = new RouteTable();
        RootResources.Add(routes, personality);
        SessionResources.Add(routes);
        AccountResources.Add(routes);
        SystemResources.Add(routes, personality);
        BootResources.Add(routes, personality);
        BiosResources.Add(routes, personality);
        HardwareResources.Add(routes, personality);
        ManagerResources.Add(routes, personality);
        MediaResources.Add(routes, personality);
        LogResources.Add(routes, personality);
        UpdateResources.Add(routes, personality);
        TaskResources.Add(routes);
        RegistryResources.Add(routes, personality);
        return routes;
    }
}
