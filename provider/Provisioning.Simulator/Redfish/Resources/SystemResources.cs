using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>The computer system: identity, power, boot.</summary>
internal static class SystemResources
{
    private static readonly string[] OverrideEnabled = ["Disabled", "Once", "Continuous"];
    private static readonly string[] OverrideModes = ["UEFI"];
    private static readonly string[] LedStates = ["Off", "Lit", "Blinking"];

    public static void Add(RouteTable routes, Personality personality)
    {
        var system = RedfishPaths.System(personality);
        routes.Add(RedfishPaths.Systems).Get(_ => RedfishReply.Resource(RedfishJson.Collection(
            RedfishPaths.Systems, "ComputerSystemCollection", "Systems", [system])));
        routes.Add(system).Get(request => RedfishReply.Resource(Body(request.Bmc))).On("PATCH", Change);
        routes.Add(system + "/Actions/ComputerSystem.Reset").On("POST", Reset);
        routes.Add(system + "/ResetActionInfo").Get(_ => RedfishReply.Resource(ResetInfo(system, personality)));
        routes.Add(system + "/SecureBoot").Get(request => RedfishReply.Resource(SecureBoot(request.Bmc))).On("PATCH", ChangeSecureBoot);
    }

    private static JsonObject Body(SimulatedBmc bmc)
    {
        var personality = bmc.Personality;
        var path = RedfishPaths.System(personality);
        var body = RedfishJson.Resource(path, "ComputerSystem.v1_22_0.ComputerSystem", personality.SystemId, "System");
        body["SystemType"] = "Physical";
        body["Manufacturer"] = personality.SystemManufacturer;
        body["Model"] = personality.SystemModel;
        body["SKU"] = personality.SystemModel;
        body["SerialNumber"] = bmc.Serial;
        body["UUID"] = bmc.Definition.Uuid.ToString();
        body["HostName"] = "";
        body["AssetTag"] = bmc.AssetTag;
        body["IndicatorLED"] = bmc.IndicatorLed;
        body["PowerState"] = bmc.Power.State;
        body["BiosVersion"] = bmc.Firmware.GetValueOrDefault("BIOS", "");
        body["LastResetTime"] = RedfishJson.Time(bmc.Power.LastReset + bmc.Manager.ClockOffset);
        body["BootProgress"] = new JsonObject { ["LastState"] = bmc.Power.Progress };
        body["Status"] = RedfishJson.Status(bmc.Power.IsOn ? (bmc.Power.InPost ? "Starting" : "Enabled") : "Disabled");
        body["Boot"] = BootResources.Boot(bmc);
        body["ProcessorSummary"] = new JsonObject
        {
            ["Count"] = bmc.Definition.Processors,
            ["Model"] = "Rack Processor 3.0GHz",
            ["Status"] = RedfishJson.Status(),
        };
        body["MemorySummary"] = new JsonObject
        {
            ["TotalSystemMemoryGiB"] = bmc.Definition.MemoryMebiBytes / 1024.0,
            ["Status"] = RedfishJson.Status(),
        };
        body["TrustedModules"] = bmc.Definition.HasTpm
            ? new JsonArray(new JsonObject { ["InterfaceType"] = "TPM2_0", ["FirmwareVersion"] = "1.0", ["Status"] = RedfishJson.Status() })
            : new JsonArray();
        body["Bios"] = RedfishJson.Link(path + "/Bios");
        body["SecureBoot"] = RedfishJson.Link(path + "/SecureBoot");
        body["Processors"] = RedfishJson.Link(path + "/Processors");
        body["Memory"] = RedfishJson.Link(path + "/Memory");
        body["EthernetInterfaces"] = RedfishJson.Link(path + "/EthernetInterfaces");
        body["Storage"] = RedfishJson.Link(path + "/Storage");
        body["LogServices"] = RedfishJson.Link(path + "/LogServices");
        body["Links"] = new JsonObject
        {
            ["Chassis"] = RedfishJson.Links([RedfishPaths.ChassisOf(personality)]),
            ["ManagedBy"] = RedfishJson.Links([RedfishPaths.Manager(personality)]),
        };
        body["Actions"] = new JsonObject
        {
            ["#ComputerSystem.Reset"] = new JsonObject
            {
                ["target"] = path + "/Actions/ComputerSystem.Reset",
                ["@Redfish.ActionInfo"] = path + "/ResetActionInfo",
                ["ResetType@Redfish.AllowableValues"] = RedfishJson.Texts(personality.ResetTypes),
            },
        };
        return body;
    }

    private static RedfishReply Change(RedfishRequest request)
    {
        var bmc = request.Bmc;
        var patch = new PropertyPatch(request.Body);
        patch.Text("AssetTag", text => bmc.AssetTag = text, text => text.Length <= 63);
        patch.Choice("IndicatorLED", LedStates, text => bmc.IndicatorLed = text);
        if (patch.Nested("Boot") is { } boot)
        {
            boot.Choice("BootSourceOverrideTarget", bmc.Personality.OverrideTargets, text => bmc.Boot.OverrideTarget = text);
            boot.Choice("BootSourceOverrideEnabled", OverrideEnabled, text => SetEnabled(bmc.Boot, text));
            boot.Choice("BootSourceOverrideMode", OverrideModes, text => bmc.Boot.OverrideMode = text);
            boot.Text("HttpBootUri", text => bmc.Boot.HttpBootUri = text);
            boot.Texts(
                "BootOrder",
                order => Reorder(bmc.Boot, order),
                reference => BootResources.Options(bmc).Any(option => option.Reference == reference));
        }

        return patch.Finish(Body(bmc)) ?? RedfishReply.Resource(Body(bmc));
    }

    private static void SetEnabled(BootSettings boot, string enabled)
    {
        boot.OverrideEnabled = enabled;
        if (enabled == "Disabled") boot.OverrideTarget = "None";
    }

    private static void Reorder(BootSettings boot, IReadOnlyList<string> order)
    {
        // What the client leaves out keeps its place behind what it named, as most firmware does it.
        var rest = boot.Order.Where(reference => !order.Contains(reference)).ToList();
        boot.Order.Clear();
        boot.Order.AddRange(order);
        boot.Order.AddRange(rest);
    }

    private static RedfishReply Reset(RedfishRequest request)
    {
        var bmc = request.Bmc;
        if (request.Body["ResetType"] is not JsonValue node || !node.TryGetValue(out string? type))
        {
            return RedfishErrors.ActionParameterMissing("ComputerSystem.Reset", "ResetType");
        }

        if (!bmc.Personality.ResetTypes.Contains(type)) return RedfishErrors.ActionParameterValue("ComputerSystem.Reset", "ResetType", type);
        if (bmc.Faults.Take<BmcFault.IgnoreReset>(request.Method, request.Path) is not null) return Accepted(request, type, done: true);
        var fails = bmc.Personality.Tasks && bmc.Faults.Take<BmcFault.FailTask>(request.Method, request.Path) is not null;
        if (fails) return Accepted(request, type, done: false);
        if (Refusal(bmc, type) is { } refused) return refused;
        switch (type)
        {
            case "On" or "ForceOn":
                bmc.Power.TurnOn();
                break;
            case "ForceOff":
                bmc.Power.TurnOff();
                break;
            case "GracefulShutdown":
                bmc.Power.ShutDown(thenBoot: false);
                break;
            case "GracefulRestart":
                bmc.Power.ShutDown(thenBoot: true);
                break;
            case "PushPowerButton" when bmc.Power.IsOn:
                bmc.Power.ShutDown(thenBoot: false);
                break;
            case "PushPowerButton":
                bmc.Power.TurnOn();
                break;
            case "Nmi":
                bmc.SystemLog.Add("Warning", "A non-maskable interrupt was sent.", "Rack.1.0.Nmi");
                break;
            default:
                bmc.Power.Restart();
                break;
        }

        return Accepted(request, type, done: true);
    }

    private static RedfishReply? Refusal(SimulatedBmc bmc, string type) =>
        !bmc.Power.IsOn && (type is "ForceRestart" or "GracefulRestart" or "GracefulShutdown" or "Nmi")
            ? RedfishErrors.Conflict("ResourceInStandby", "The system is off.")
            : null;

    private static RedfishReply Accepted(RedfishRequest request, string type, bool done)
    {
        if (!request.Bmc.Personality.Tasks) return RedfishReply.NoContent();
        var task = request.Bmc.Tasks.Start("Reset " + type, RedfishPaths.System(request.Bmc.Personality), "Running");
        request.Bmc.Tasks.Finish(task, done, done ? "The reset was carried out." : "The reset was not carried out.");
        return TaskResources.Accepted(task);
    }

    private static JsonObject ResetInfo(string system, Personality personality)
    {
        var info = RedfishJson.Resource(system + "/ResetActionInfo", "ActionInfo.v1_3_0.ActionInfo", "ResetActionInfo", "Reset action");
        info["Parameters"] = new JsonArray(new JsonObject
        {
            ["Name"] = "ResetType",
            ["Required"] = true,
            ["DataType"] = "String",
            ["AllowableValues"] = RedfishJson.Texts(personality.ResetTypes),
        });
        return info;
    }

    private static JsonObject SecureBoot(SimulatedBmc bmc)
    {
        var body = RedfishJson.Resource(RedfishPaths.System(bmc.Personality) + "/SecureBoot", "SecureBoot.v1_1_0.SecureBoot", "SecureBoot", "Secure Boot");
        body["SecureBootEnable"] = bmc.SecureBootEnabled;
        body["SecureBootCurrentBoot"] = "Disabled";
        body["SecureBootMode"] = "SetupMode";
        return body;
    }

    private static RedfishReply ChangeSecureBoot(RedfishRequest request)
    {
        var patch = new PropertyPatch(request.Body);
        patch.Flag("SecureBootEnable", flag => request.Bmc.SecureBootEnabled = flag);
        return patch.Finish(SecureBoot(request.Bmc)) ?? RedfishReply.Resource(SecureBoot(request.Bmc));
    }
}
