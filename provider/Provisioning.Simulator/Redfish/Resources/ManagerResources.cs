using System.Globalization;
using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>The management controller: its reset, clock and network.</summary>
internal static class ManagerResources
{
    public static void Add(RouteTable routes, Personality personality)
    {
        var manager = RedfishPaths.Manager(personality);
        routes.Add(RedfishPaths.Managers).Get(_ => RedfishReply.Resource(RedfishJson.Collection(
            RedfishPaths.Managers, "ManagerCollection", "Managers", [manager])));
        routes.Add(manager).Get(request => RedfishReply.Resource(Body(request.Bmc))).On("PATCH", Change);
        routes.Add(manager + "/Actions/Manager.Reset").On("POST", Reset);
        routes.Add(manager + "/NetworkProtocol").Get(request => RedfishReply.Resource(Network(request.Bmc))).On("PATCH", ChangeNetwork);
        routes.Add(manager + "/EthernetInterfaces").Get(_ => RedfishReply.Resource(RedfishJson.Collection(
            manager + "/EthernetInterfaces", "EthernetInterfaceCollection", "BMC interfaces", [manager + "/EthernetInterfaces/eth0"])));
        routes.Add(manager + "/EthernetInterfaces/eth0").Get(request => RedfishReply.Resource(Interface(request.Bmc))).On("PATCH", ChangeInterface);
    }

    private static JsonObject Body(SimulatedBmc bmc)
    {
        var personality = bmc.Personality;
        var path = RedfishPaths.Manager(personality);
        var body = RedfishJson.Resource(path, "Manager.v1_19_0.Manager", personality.ManagerId, "Manager");
        body["ManagerType"] = "BMC";
        body["Manufacturer"] = personality.Vendor;
        body["Model"] = personality.ManagerModel;
        body["FirmwareVersion"] = bmc.Firmware.GetValueOrDefault("BMC", "");
        body["UUID"] = bmc.Definition.Uuid.ToString();
        body["DateTime"] = RedfishJson.Time(bmc.Manager.Now);
        body["DateTimeLocalOffset"] = bmc.Manager.TimeZoneOffset;
        body["LastResetTime"] = RedfishJson.Time(bmc.Manager.LastReset + bmc.Manager.ClockOffset);
        body["PowerState"] = "On";
        body["Status"] = RedfishJson.Status();
        body["NetworkProtocol"] = RedfishJson.Link(path + "/NetworkProtocol");
        body["EthernetInterfaces"] = RedfishJson.Link(path + "/EthernetInterfaces");
        body["VirtualMedia"] = RedfishJson.Link(path + "/VirtualMedia");
        body["LogServices"] = RedfishJson.Link(path + "/LogServices");
        body["Links"] = new JsonObject
        {
            ["ManagerForServers"] = RedfishJson.Links([RedfishPaths.System(personality)]),
            ["ManagerForChassis"] = RedfishJson.Links([RedfishPaths.ChassisOf(personality)]),
        };
        body["Actions"] = new JsonObject
        {
            ["#Manager.Reset"] = new JsonObject
            {
                ["target"] = path + "/Actions/Manager.Reset",
                ["ResetType@Redfish.AllowableValues"] = RedfishJson.Texts(personality.ManagerResetTypes),
            },
        };
        return body;
    }

    private static RedfishReply Change(RedfishRequest request)
    {
        var manager = request.Bmc.Manager;
        var patch = new PropertyPatch(request.Body);
        patch.Text(
            "DateTime",
            text => manager.ClockOffset = ParseTime(text)!.Value - request.Bmc.Time.GetUtcNow(),
            text => ParseTime(text) is not null);
        patch.Text("DateTimeLocalOffset", text => manager.TimeZoneOffset = text, text => text.Length == 6 && text[0] is '+' or '-');
        return patch.Finish(Body(request.Bmc)) ?? RedfishReply.Resource(Body(request.Bmc));
    }

    private static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static RedfishReply Reset(RedfishRequest request)
    {
        var bmc = request.Bmc;
        if (request.Body["ResetType"] is not JsonValue node || !node.TryGetValue(out string? type))
        {
            return RedfishErrors.ActionParameterMissing("Manager.Reset", "ResetType");
        }

        if (!bmc.Personality.ManagerResetTypes.Contains(type)) return RedfishErrors.ActionParameterValue("Manager.Reset", "ResetType", type);
        if (bmc.Faults.Take<Faults.BmcFault.IgnoreReset>(request.Method, request.Path) is not null) return RedfishReply.NoContent();
        bmc.Sessions.Clear();
        bmc.ManagerLog.Add("OK", "The management controller was reset.", "Rack.1.0.ManagerReset");
        bmc.Manager.Reset(bmc.Definition.BmcResetTime);
        return RedfishReply.NoContent();
    }

    private static JsonObject Network(SimulatedBmc bmc)
    {
        var manager = bmc.Manager;
        var path = RedfishPaths.Manager(bmc.Personality) + "/NetworkProtocol";
        var body = RedfishJson.Resource(path, "ManagerNetworkProtocol.v1_10_1.ManagerNetworkProtocol", "NetworkProtocol", "Network protocols");
        body["HostName"] = manager.HostName;
        body["FQDN"] = manager.Fqdn;
        body["Status"] = RedfishJson.Status();
        body["NTP"] = new JsonObject { ["ProtocolEnabled"] = manager.NtpEnabled, ["NTPServers"] = RedfishJson.Texts(manager.NtpServers), ["Port"] = 123 };
        body["HTTPS"] = new JsonObject { ["ProtocolEnabled"] = true, ["Port"] = 443 };
        body["HTTP"] = new JsonObject { ["ProtocolEnabled"] = false, ["Port"] = 80 };
        body["SSH"] = new JsonObject { ["ProtocolEnabled"] = false, ["Port"] = 22 };
        body["IPMI"] = new JsonObject { ["ProtocolEnabled"] = manager.IpmiEnabled, ["Port"] = 623 };
        return body;
    }

    private static RedfishReply ChangeNetwork(RedfishRequest request)
    {
        var manager = request.Bmc.Manager;
        var patch = new PropertyPatch(request.Body);
        patch.Text("HostName", text => SetHostName(manager, text), IsHostName);
        if (patch.Nested("NTP") is { } ntp)
        {
            ntp.Flag("ProtocolEnabled", flag => manager.NtpEnabled = flag);
            ntp.Texts("NTPServers", servers =>
            {
                manager.NtpServers.Clear();
                manager.NtpServers.AddRange(servers);
            });
        }

        if (patch.Nested("IPMI") is { } ipmi) ipmi.Flag("ProtocolEnabled", flag => manager.IpmiEnabled = flag);
        return patch.Finish(Network(request.Bmc)) ?? RedfishReply.Resource(Network(request.Bmc));
    }

    private static JsonObject Interface(SimulatedBmc bmc)
    {
        var path = RedfishPaths.Manager(bmc.Personality) + "/EthernetInterfaces/eth0";
        var body = RedfishJson.Resource(path, "EthernetInterface.v1_12_1.EthernetInterface", "eth0", "BMC interface");
        var uuid = bmc.Definition.Uuid.ToString("N");
        body["MACAddress"] = $"52:54:01:{uuid[0..2]}:{uuid[2..4]}:{uuid[4..6]}";
        body["HostName"] = bmc.Manager.HostName;
        body["FQDN"] = bmc.Manager.Fqdn;
        body["InterfaceEnabled"] = true;
        body["LinkStatus"] = "LinkUp";
        body["SpeedMbps"] = 1000;
        body["DHCPv4"] = new JsonObject { ["DHCPEnabled"] = false };
        body["IPv4Addresses"] = new JsonArray(new JsonObject { ["Address"] = "127.0.0.1", ["SubnetMask"] = "255.0.0.0", ["AddressOrigin"] = "Static" });
        body["Status"] = RedfishJson.Status();
        return body;
    }

    private static RedfishReply ChangeInterface(RedfishRequest request)
    {
        var patch = new PropertyPatch(request.Body);
        patch.Text("HostName", text => SetHostName(request.Bmc.Manager, text), IsHostName);
        return patch.Finish(Interface(request.Bmc)) ?? RedfishReply.Resource(Interface(request.Bmc));
    }

    private static void SetHostName(ManagerState manager, string name)
    {
        manager.HostName = name;
        manager.Fqdn = name;
    }

    private static bool IsHostName(string text) =>
        text.Length is > 0 and <= 63 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');
}
