using System.Text;
using System.Text.Json.Nodes;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>The service root and what stands beside it: all of it for everybody.</summary>
internal static class RootResources
{
    private static readonly byte[] Metadata = Encoding.UTF8.GetBytes(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices><Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="Service"><EntityContainer Name="Service" Extends="ServiceRoot.v1_16_0.ServiceContainer"/></Schema></edmx:DataServices></edmx:Edmx>
        """);

    public static void Add(RouteTable routes, Personality personality)
    {
        routes.Add("/redfish").Get(_ => RedfishReply.Json(200, new JsonObject { ["v1"] = "/redfish/v1/" }));
        routes.Add(RedfishPaths.Root).Get(request => RedfishReply.Resource(Root(request, personality)));
        routes.Add("/redfish/v1/odata").Get(_ => RedfishReply.Json(200, OData(personality)));
        routes.Add("/redfish/v1/$metadata").Get(_ => new RedfishReply { Status = 200, Raw = Metadata, ContentType = "application/xml" });
    }

    private static JsonObject Root(RedfishRequest request, Personality personality) => new()
    {
        ["@odata.id"] = "/redfish/v1/",
        ["@odata.type"] = "#ServiceRoot.v1_16_0.ServiceRoot",
        ["Id"] = "RootService",
        ["Name"] = "Root service",
        ["RedfishVersion"] = "1.18.0",
        ["UUID"] = request.Bmc.Definition.Uuid.ToString(),
        ["Vendor"] = personality.Vendor,
        ["Product"] = personality.Product,
        ["ProtocolFeaturesSupported"] = new JsonObject
        {
            ["ExcerptQuery"] = false,
            ["FilterQuery"] = false,
            ["SelectQuery"] = false,
            ["OnlyMemberQuery"] = false,
            ["TopSkipQuery"] = true,
            ["ExpandQuery"] = personality.Expand
                ? new JsonObject { ["ExpandAll"] = true, ["Levels"] = true, ["Links"] = false, ["NoLinks"] = true, ["MaxLevels"] = 1 }
                : new JsonObject { ["ExpandAll"] = false, ["Levels"] = false, ["Links"] = false, ["NoLinks"] = false },
        },
        ["Systems"] = RedfishJson.Link(RedfishPaths.Systems),
        ["Managers"] = RedfishJson.Link(RedfishPaths.Managers),
        ["Chassis"] = RedfishJson.Link(RedfishPaths.Chassis),
        ["SessionService"] = RedfishJson.Link(RedfishPaths.SessionService),
        ["AccountService"] = RedfishJson.Link(RedfishPaths.AccountService),
        ["UpdateService"] = RedfishJson.Link(RedfishPaths.UpdateService),
        ["Tasks"] = RedfishJson.Link("/redfish/v1/TaskService"),
        ["Registries"] = RedfishJson.Link(RedfishPaths.Registries),
        ["Links"] = new JsonObject { ["Sessions"] = RedfishJson.Link(RedfishPaths.Sessions) },
    };

    private static JsonObject OData(Personality personality)
    {
        var services = new JsonArray(
            Service("Service", "/redfish/v1/"),
            Service("Systems", RedfishPaths.Systems),
            Service("System", RedfishPaths.System(personality)),
            Service("Managers", RedfishPaths.Managers),
            Service("Chassis", RedfishPaths.Chassis),
            Service("Sessions", RedfishPaths.Sessions));
        return new JsonObject { ["@odata.context"] = "/redfish/v1/$metadata", ["value"] = services };
    }

    private static JsonObject Service(string name, string url) => new() { ["name"] = name, ["kind"] = "Singleton", ["url"] = url };
}
