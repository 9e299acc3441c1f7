using System.Text.Json;
using Provisioning.Bmc.Protocol;
using Provisioning.Model.Servers;

namespace Provisioning.Bmc.Inventories;

/// <summary>Who a machine is, from its system resource.</summary>
internal static class IdentityReading
{
    // What firmware shows when nobody ever wrote a serial number into the board.
    private static readonly string[] Placeholders =
        ["To be filled by O.E.M.", "Default string", "Not Specified", "Not Available", "N/A", "NA", "None", "null", "System Serial Number", "0123456789", "Unknown"];

    /// <summary>The identity. An unknown UUID is all zeros, an unknown text is empty.</summary>
    /// <param name="system">The system resource.</param>
    /// <param name="serialIsSku">Whether the serial number of SMBIOS is in the SKU.</param>
    public static ServerIdentity Read(JsonElement system, bool serialIsSku)
    {
        var serial = serialIsSku ? Real(system.Text("SKU")) ?? Real(system.Text("SerialNumber")) : Real(system.Text("SerialNumber"));
        return new ServerIdentity(
            Guid.TryParse(system.Text("UUID"), out var uuid) ? uuid : Guid.Empty,
            serial ?? "",
            system.Text("Manufacturer") ?? "",
            system.Text("Model") ?? "");
    }

    /// <summary>A text that says something; null: a placeholder.</summary>
    public static string? Real(string? text) =>
        text is null || Placeholders.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : text;
}
