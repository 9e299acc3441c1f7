using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish;

/// <summary>Where a personality's resources are.</summary>
internal static class RedfishPaths
{
    public const string Root = "/redfish/v1";
    public const string Systems = Root + "/Systems";
    public const string Managers = Root + "/Managers";
    public const string Chassis = Root + "/Chassis";
    public const string SessionService = Root + "/SessionService";
    public const string Sessions = SessionService + "/Sessions";
    public const string AccountService = Root + "/AccountService";
    public const string Tasks = Root + "/TaskService/Tasks";
    public const string TaskMonitors = Root + "/TaskService/TaskMonitors";
    public const string UpdateService = Root + "/UpdateService";
    public const string FirmwareInventory = UpdateService + "/FirmwareInventory";
    public const string Registries = Root + "/Registries";

    public static string System(Personality personality) => Systems + "/" + personality.SystemId;

    public static string Manager(Personality personality) => Managers + "/" + personality.ManagerId;

    public static string ChassisOf(Personality personality) => Chassis + "/" + personality.ChassisId;
}
