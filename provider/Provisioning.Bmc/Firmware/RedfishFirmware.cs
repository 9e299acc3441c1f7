using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Engine.Firmware;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Firmware;

namespace Provisioning.Bmc.Firmware;

/// <summary>The firmware inventory (DSP0268, UpdateService and SoftwareInventory).</summary>
internal sealed class RedfishFirmware(BmcExplorer explorer) : IFirmwarePort
{
    private const int MostEntries = 256;

    // What stands in the place of a version where there is no firmware.
    private static readonly string[] NoVersion = ["N/A", "-*", "Not Present", "Not Available", "version not available", "NA", "Unknown"];

    /// <inheritdoc/>
    public async ValueTask<PortResult<ValueArray<InstalledFirmware>>> ReadAsync(CancellationToken cancellationToken)
    {
        var managed = await explorer.ManagerAsync(cancellationToken);
        if (!managed.TryGet(out var manager, out var fault)) return fault;
        var read = await ReadMembersAsync(cancellationToken);
        if (!read.TryGet(out var members, out fault)) return fault;
        var system = explorer.Layout.System is { } known ? ResourcePath.LastSegment(known.Uri) : "";
        var roles = FirmwareRoles.Assign(members, manager.ActiveImage, system);
        var installed = members.Select(member => Read(member, roles.GetValueOrDefault(member.Uri))).OfType<InstalledFirmware>().ToList();
        return await CompleteAsync(installed, manager, cancellationToken);
    }

    private static InstalledFirmware? Read(Member member, string? role)
    {
        var version = member.Body.Text("Version");
        if (version is null || NoVersion.Contains(version, StringComparer.OrdinalIgnoreCase)) return null;
        var id = member.Body.Text("Id") ?? ResourcePath.LastSegment(member.Uri);
        return new InstalledFirmware(id, member.Body.Text("Name") ?? id, version, role, member.Body.Flag("Updateable"));
    }

    // Where the inventory names no BMC or BIOS, the manager and the system tell their versions.
    private async ValueTask<PortResult<ValueArray<InstalledFirmware>>> CompleteAsync(
        List<InstalledFirmware> installed, ManagerLayout manager, CancellationToken cancellationToken)
    {
        if (manager.Firmware.Length > 0 && !installed.Exists(entry => entry.Role == FirmwareRoles.Bmc))
        {
            installed.Insert(0, new InstalledFirmware(FirmwareRoles.Bmc, "BMC", manager.Firmware, FirmwareRoles.Bmc, null));
        }

        if (!installed.Exists(entry => entry.Role == FirmwareRoles.Bios))
        {
            var read = await explorer.ReadSystemAsync("firmware", cancellationToken);
            if (!read.TryGet(out var system, out var fault)) return fault;
            if (system.Text("BiosVersion") is { } version)
            {
                installed.Add(new InstalledFirmware(FirmwareRoles.Bios, "BIOS", version, FirmwareRoles.Bios, null));
            }
        }

        return installed.ToValueArray();
    }

    private async ValueTask<PortResult<List<Member>>> ReadMembersAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(explorer.Layout.UpdateService)) return new List<Member>();
        if (explorer.Layout.FirmwareInventory is null)
        {
            // Everybody has it here; asking the update service first would cost a request each time.
            var usual = ResourcePath.Below(explorer.Layout.UpdateService, "FirmwareInventory");
            var tried = await explorer.Collections.ReadAsync(usual, MostEntries, 1, cancellationToken);
            if (!tried.TryGet(out var found, out var refused)) return refused;
            if (found.Count > 0)
            {
                explorer.Layout.FirmwareInventory = usual;
                return found;
            }

            var got = await explorer.Client.FindAsync(explorer.Layout.UpdateService, cancellationToken);
            if (!got.TryGet(out var service, out refused)) return refused;
            explorer.Layout.FirmwareInventory = service.Body.Link("FirmwareInventory") ?? service.Body.Link("SoftwareInventory") ?? "";
        }

        var path = explorer.Layout.FirmwareInventory;
        return path.Length == 0 ? new List<Member>() : await explorer.Collections.ReadAsync(path, MostEntries, 1, cancellationToken);
    }
}
