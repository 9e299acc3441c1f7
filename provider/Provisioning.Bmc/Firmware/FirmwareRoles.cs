using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;

namespace Provisioning.Bmc.Firmware;

/// <summary>Which entry of a firmware inventory is the BMC's and which is the BIOS: no member of the standard says so, ids and names do.</summary>
internal static class FirmwareRoles
{
    /// <summary>The BMC.</summary>
    public const string Bmc = "bmc";

    /// <summary>The BIOS.</summary>
    public const string Bios = "bios";

    private static readonly string[] NotInForce = ["Previous", "Backup", "Golden", "Staging", "Pending", "Redundant", "Current-"];
    private static readonly string[] BmcIds = ["BMC", "BMC_0", "FW_BMC_0", "HostBMC_0", "MGX_FW_BMC_0", "BMC_Firmware", "BMC-Primary"];
    private static readonly string[] BiosIds = ["BIOS", "BIOS_0", "UEFI", "HostBIOS_0", "DPU_UEFI"];
    private static readonly string[] BmcNames = ["Integrated Dell Remote Access Controller", "BMC", "Firmware:BMC", "BMC Firmware"];
    private static readonly string[] BiosNames = ["System ROM", "BIOS", "System BIOS", "BIOS Firmware", "Firmware:UEFI", "UEFI", "UEFI image"];

    /// <summary>The role of each member, by path; members without a role are not in it.</summary>
    /// <param name="members">The inventory.</param>
    /// <param name="activeImage">What the manager says is its running image; empty: nothing.</param>
    /// <param name="systemId">The id of the system, where one BMC has the firmware of several.</param>
    public static Dictionary<string, string> Assign(List<Member> members, string activeImage, string systemId)
    {
        var candidates = members.Where(member => !NotInForce.Any(word => Of(member, "Id").Contains(word, StringComparison.OrdinalIgnoreCase) || Of(member, "Name").Contains(word, StringComparison.OrdinalIgnoreCase))).ToList();
        var roles = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var bmc = members.Find(member => ResourcePath.Same(member.Uri, activeImage))
            ?? ById(candidates, BmcIds, systemId) ?? ByName(candidates, BmcNames)
            ?? candidates.Find(member => IsIntegratedLightsOut(Of(member, "Name")));
        if (bmc is not null) roles[bmc.Uri] = Bmc;
        var bios = ById(candidates, BiosIds, systemId) ?? ByName(candidates, BiosNames);
        if (bios is not null) roles.TryAdd(bios.Uri, Bios);
        return roles;
    }

    private static Member? ById(List<Member> members, string[] ids, string systemId) =>
        ids.Select(id => members.Find(member => Of(member, "Id").Equals(id, StringComparison.OrdinalIgnoreCase)
            || Of(member, "Id").Equals($"{systemId}.{id}", StringComparison.OrdinalIgnoreCase))).FirstOrDefault(member => member is not null);

    private static Member? ByName(List<Member> members, string[] names) =>
        names.Select(name => members.Find(member => Of(member, "Name").Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(member => member is not null);

    private static bool IsIntegratedLightsOut(string name) => name.Length is 5 or 6 && name.StartsWith("iLO ", StringComparison.Ordinal) && char.IsAsciiDigit(name[4]);

    private static string Of(Member member, string name) => member.Body.Text(name) ?? "";
}
