using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>UpdateService: the firmware inventory. Nothing is offered for flashing, so no action is shown.</summary>
internal static class UpdateResources
{
    public static void Add(RouteTable routes, Personality personality)
    {
        routes.Add(RedfishPaths.UpdateService).Get(_ => RedfishReply.Resource(Service()));
        routes.Add(RedfishPaths.FirmwareInventory).Get(_ => RedfishReply.Resource(RedfishJson.Collection(
            RedfishPaths.FirmwareInventory,
            "SoftwareInventoryCollection",
            "Firmware inventory",
            personality.Firmware.Select(component => RedfishPaths.FirmwareInventory + "/" + component.Id))));
        routes.Add(RedfishPaths.FirmwareInventory + "/{component}").Get(request =>
            personality.Firmware.FirstOrDefault(component => request.Is("component", component.Id)) is { } component
                ? RedfishReply.Resource(Component(request.Bmc, component))
                : RedfishErrors.NotFound(request.Path));
    }

    private static JsonObject Service()
    {
        var body = RedfishJson.Resource(RedfishPaths.UpdateService, "UpdateService.v1_14_0.UpdateService", "UpdateService", "Update service");
        body["ServiceEnabled"] = true;
        body["Status"] = RedfishJson.Status();
        body["FirmwareInventory"] = RedfishJson.Link(RedfishPaths.FirmwareInventory);
        // sushy takes a service without this property for a broken one.
        body["Actions"] = new JsonObject();
        return body;
    }

    private static JsonObject Component(SimulatedBmc bmc, FirmwareComponent component)
    {
        var path = RedfishPaths.FirmwareInventory + "/" + component.Id;
        var body = RedfishJson.Resource(path, "SoftwareInventory.v1_10_2.SoftwareInventory", component.Id, component.Name);
        body["SoftwareId"] = component.Id;
        body["Version"] = bmc.Firmware[component.Id];
        body["Updateable"] = component.Updateable;
        body["Status"] = RedfishJson.Status();
        return body;
    }
}
