using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>The Boot object and the boot options.</summary>
internal static class BootResources
{
    public static void Add(RouteTable routes, Personality personality)
    {
        var path = Path(personality);
        routes.Add(path).Get(request => RedfishReply.Resource(RedfishJson.Collection(
            path, "BootOptionCollection", "Boot options", Options(request.Bmc).Select(option => path + "/" + option.Reference))));
        routes.Add(path + "/{option}").Get(Show).On("PATCH", Change);
    }

    public static IReadOnlyList<BootOption> Options(SimulatedBmc bmc)
    {
        var mac = bmc.Definition.MacAddresses.Count > 0 ? bmc.Definition.MacAddresses[0] : "00:00:00:00:00:00";
        var bare = mac.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();
        var disk = bmc.Definition.Disks.Count > 0 ? bmc.Definition.Disks[0].Serial : "none";
        return
        [
            new BootOption("Boot0001", "UEFI disk " + disk, $"PciRoot(0x0)/Pci(0x4,0x0)/NVMe(0x1,00-00-00-00-00-00-00-00)/{disk}", "Hdd"),
            new BootOption("Boot0002", "UEFI virtual CD", "PciRoot(0x0)/Pci(0x14,0x0)/USB(0x1,0x0)", "Cd"),
            new BootOption("Boot0003", "UEFI PXE IPv4 " + mac, $"PciRoot(0x0)/Pci(0x3,0x0)/MAC({bare},0x1)/IPv4(0.0.0.0)", "Pxe"),
        ];
    }

    public static JsonObject Boot(SimulatedBmc bmc) => new()
    {
        ["BootSourceOverrideEnabled"] = bmc.Boot.OverrideEnabled,
        ["BootSourceOverrideEnabled@Redfish.AllowableValues"] = RedfishJson.Texts(["Disabled", "Once", "Continuous"]),
        ["BootSourceOverrideTarget"] = bmc.Boot.OverrideTarget,
        ["BootSourceOverrideTarget@Redfish.AllowableValues"] = RedfishJson.Texts(bmc.Personality.OverrideTargets),
        ["BootSourceOverrideMode"] = bmc.Boot.OverrideMode,
        ["BootSourceOverrideMode@Redfish.AllowableValues"] = RedfishJson.Texts(["UEFI"]),
        ["HttpBootUri"] = bmc.Boot.HttpBootUri,
        ["BootOrder"] = RedfishJson.Texts(bmc.Boot.Order),
        ["BootOptions"] = RedfishJson.Link(Path(bmc.Personality)),
    };

    private static RedfishReply Show(RedfishRequest request) =>
        Find(request) is { } option ? RedfishReply.Resource(Body(request.Bmc, option)) : RedfishErrors.NotFound(request.Path);

    private static RedfishReply Change(RedfishRequest request)
    {
        if (Find(request) is not { } option) return RedfishErrors.NotFound(request.Path);
        var patch = new PropertyPatch(request.Body);
        patch.Flag("BootOptionEnabled", enabled =>
        {
            if (enabled) request.Bmc.Boot.Disabled.Remove(option.Reference);
            else request.Bmc.Boot.Disabled.Add(option.Reference);
        });
        return patch.Finish(Body(request.Bmc, option)) ?? RedfishReply.Resource(Body(request.Bmc, option));
    }

    private static BootOption? Find(RedfishRequest request) => Options(request.Bmc).FirstOrDefault(option => request.Is("option", option.Reference));

    private static JsonObject Body(SimulatedBmc bmc, BootOption option)
    {
        var body = RedfishJson.Resource(Path(bmc.Personality) + "/" + option.Reference, "BootOption.v1_0_6.BootOption", option.Reference, option.Name);
        body["BootOptionReference"] = option.Reference;
        body["DisplayName"] = option.Name;
        body["UefiDevicePath"] = option.DevicePath;
        body["Alias"] = option.Alias;
        body["BootOptionEnabled"] = !bmc.Boot.Disabled.Contains(option.Reference);
        return body;
    }

    private static string Path(Personality personality) => RedfishPaths.System(personality) + "/BootOptions";
}
