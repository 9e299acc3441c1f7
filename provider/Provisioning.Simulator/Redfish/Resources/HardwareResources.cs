using System.Globalization;
using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>What the machine is made of: processors, memory, NICs, disks, the chassis around them.</summary>
internal static class HardwareResources
{
    private const int ModuleMebiBytes = 32 << 10;

    public static void Add(RouteTable routes, Personality personality)
    {
        var system = RedfishPaths.System(personality);
        AddParts(routes, system + "/Processors", "ProcessorCollection", "Processors", bmc => bmc.Definition.Processors, "CPU", Processor);
        AddParts(routes, system + "/Memory", "MemoryCollection", "Memory", Modules, "DIMM", Memory);
        AddParts(routes, system + "/EthernetInterfaces", "EthernetInterfaceCollection", "NICs", bmc => bmc.Definition.MacAddresses.Count, "NIC", Nic);
        AddParts(routes, system + "/Storage/1/Drives", "DriveCollection", "Drives", bmc => bmc.Definition.Disks.Count, "Disk", Drive);
        routes.Add(system + "/Storage").Get(_ => RedfishReply.Resource(RedfishJson.Collection(
            system + "/Storage", "StorageCollection", "Storage", [system + "/Storage/1"])));
        routes.Add(system + "/Storage/1").Get(request => RedfishReply.Resource(Storage(request.Bmc, system + "/Storage/1")));
        routes.Add(system + "/Storage/1/Volumes").Get(_ => RedfishReply.Resource(RedfishJson.Collection(
            system + "/Storage/1/Volumes", "VolumeCollection", "Volumes", [])));
        var chassis = RedfishPaths.ChassisOf(personality);
        routes.Add(RedfishPaths.Chassis).Get(_ => RedfishReply.Resource(RedfishJson.Collection(
            RedfishPaths.Chassis, "ChassisCollection", "Chassis", [chassis])));
        routes.Add(chassis).Get(request => RedfishReply.Resource(Chassis(request.Bmc, chassis)));
    }

    private static void AddParts(
        RouteTable routes, string path, string type, string name, Func<SimulatedBmc, int> count, string prefix, Func<SimulatedBmc, string, int, JsonObject> body)
    {
        routes.Add(path).Get(request => RedfishReply.Resource(RedfishJson.Collection(
            path, type, name, Enumerable.Range(1, count(request.Bmc)).Select(number => path + "/" + Id(prefix, number)))));
        routes.Add(path + "/{part}").Get(request =>
        {
            for (var number = 1; number <= count(request.Bmc); number++)
            {
                var id = Id(prefix, number);
                if (request.Is("part", id)) return RedfishReply.Resource(body(request.Bmc, path + "/" + id, number));
            }

            return RedfishErrors.NotFound(request.Path);
        });
    }

    private static string Id(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);

    private static int Modules(SimulatedBmc bmc) => Math.Max(1, bmc.Definition.MemoryMebiBytes / ModuleMebiBytes);

    private static JsonObject Processor(SimulatedBmc bmc, string path, int number)
    {
        var body = RedfishJson.Resource(path, "Processor.v1_20_0.Processor", Id("CPU", number), "Processor " + Id("", number));
        body["ProcessorType"] = "CPU";
        body["Socket"] = Id("CPU", number);
        body["Manufacturer"] = bmc.Personality.SystemManufacturer;
        body["Model"] = "Rack Processor 3.0GHz";
        body["ProcessorArchitecture"] = "x86";
        body["InstructionSet"] = "x86-64";
        body["MaxSpeedMHz"] = 3000;
        body["TotalCores"] = Math.Max(1, bmc.Definition.ThreadsPerProcessor / 2);
        body["TotalThreads"] = bmc.Definition.ThreadsPerProcessor;
        body["Status"] = RedfishJson.Status();
        return body;
    }

    private static JsonObject Memory(SimulatedBmc bmc, string path, int number)
    {
        var body = RedfishJson.Resource(path, "Memory.v1_19_0.Memory", Id("DIMM", number), "Memory module " + Id("", number));
        body["CapacityMiB"] = bmc.Definition.MemoryMebiBytes / Modules(bmc);
        body["MemoryDeviceType"] = "DDR5";
        body["OperatingSpeedMhz"] = 4800;
        body["Manufacturer"] = bmc.Personality.SystemManufacturer;
        body["SerialNumber"] = bmc.Definition.Serial + Id("-M", number);
        body["Status"] = RedfishJson.Status();
        return body;
    }

    private static JsonObject Nic(SimulatedBmc bmc, string path, int number)
    {
        var mac = bmc.Definition.MacAddresses[number - 1];
        var body = RedfishJson.Resource(path, "EthernetInterface.v1_12_1.EthernetInterface", Id("NIC", number), "Network interface " + Id("", number));
        body["MACAddress"] = mac;
        body["PermanentMACAddress"] = mac;
        body["SpeedMbps"] = 10000;
        body["LinkStatus"] = "LinkUp";
        body["InterfaceEnabled"] = true;
        body["Status"] = RedfishJson.Status();
        return body;
    }

    private static JsonObject Storage(SimulatedBmc bmc, string path)
    {
        var body = RedfishJson.Resource(path, "Storage.v1_17_0.Storage", "1", "Disks");
        body["Drives@odata.count"] = bmc.Definition.Disks.Count;
        body["Drives"] = RedfishJson.Links(Enumerable.Range(1, bmc.Definition.Disks.Count).Select(number => path + "/Drives/" + Id("Disk", number)));
        body["Volumes"] = RedfishJson.Link(path + "/Volumes");
        body["StorageControllers"] = new JsonArray(new JsonObject
        {
            ["@odata.id"] = path + "#/StorageControllers/0",
            ["MemberId"] = "0",
            ["Name"] = "Storage controller",
            ["SupportedDeviceProtocols"] = RedfishJson.Texts(["NVMe", "SATA"]),
            ["Status"] = RedfishJson.Status(),
        });
        body["Status"] = RedfishJson.Status();
        return body;
    }

    private static JsonObject Drive(SimulatedBmc bmc, string path, int number)
    {
        var disk = bmc.Definition.Disks[number - 1];
        var body = RedfishJson.Resource(path, "Drive.v1_20_0.Drive", Id("Disk", number), "Disk " + Id("", number));
        body["SerialNumber"] = disk.Serial;
        body["Model"] = disk.Model;
        body["Manufacturer"] = bmc.Personality.SystemManufacturer;
        body["CapacityBytes"] = disk.SizeBytes;
        body["BlockSizeBytes"] = 512;
        body["Protocol"] = disk.Medium == DiskMedium.Nvme ? "NVMe" : "SATA";
        body["MediaType"] = disk.Medium == DiskMedium.Hdd ? "HDD" : "SSD";
        body["Status"] = RedfishJson.Status();
        return body;
    }

    private static JsonObject Chassis(SimulatedBmc bmc, string path)
    {
        var personality = bmc.Personality;
        var body = RedfishJson.Resource(path, "Chassis.v1_25_0.Chassis", personality.ChassisId, "Chassis");
        body["ChassisType"] = "RackMount";
        body["Manufacturer"] = personality.SystemManufacturer;
        body["Model"] = personality.SystemModel;
        body["SerialNumber"] = bmc.Serial;
        body["PowerState"] = bmc.Power.IsOn ? "On" : "Off";
        body["Status"] = RedfishJson.Status();
        body["Links"] = new JsonObject
        {
            ["ComputerSystems"] = RedfishJson.Links([RedfishPaths.System(personality)]),
            ["ManagedBy"] = RedfishJson.Links([RedfishPaths.Manager(personality)]),
        };
        return body;
    }
}
