using System.Globalization;
using Provisioning.Api.Discovery;
using Provisioning.Cli.Rendering;

namespace Provisioning.Cli.Discovery;

/// <summary>What profiles and baselines name, as a machine has it.</summary>
internal static class MachineTables
{
    /// <summary>BIOS attributes whose names contain a text.</summary>
    public static void ShowBios(DoctorReport report, string filter, CommandOutput output)
    {
        var shown = report.Bios.Where(attribute => attribute.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var attribute in shown)
        {
            output.Json(json =>
            {
                json.WriteString("address", report.Address);
                json.WriteString("bios", attribute.Name);
                json.WriteString("value", attribute.Value);
                if (attribute.Pending is { } pending) json.WriteString("pending", pending);
                json.WriteString("type", attribute.Type);
                json.WriteBoolean("readOnly", attribute.ReadOnly);
                json.WriteStartArray("allowed");
                foreach (var value in attribute.AllowedValues) json.WriteStringValue(value);
                json.WriteEndArray();
                if (attribute.Least is { } least) json.WriteNumber("least", least);
                if (attribute.Most is { } most) json.WriteNumber("most", most);
                if (attribute.Longest is { } longest) json.WriteNumber("longest", longest);
            });
        }

        if (shown.Count > 0) output.Table(["BIOS ATTRIBUTE", "VALUE", "TYPE", "ALLOWED"], shown.Select(Row));
        else output.Line(report.Bios.IsEmpty ? "  No BIOS attributes were read." : string.Create(CultureInfo.InvariantCulture, $"  None of the {report.Bios.Count} BIOS attributes has '{filter}' in its name."));
    }

    /// <summary>Firmware components.</summary>
    public static void ShowFirmware(DoctorReport report, CommandOutput output)
    {
        foreach (var component in report.Firmware)
        {
            output.Json(json =>
            {
                json.WriteString("address", report.Address);
                json.WriteString("firmware", component.Id);
                json.WriteString("role", component.Role);
                json.WriteString("version", component.Version);
                json.WriteString("name", component.Name);
            });
        }

        if (report.Firmware.IsEmpty) output.Line("  No firmware components were read.");
        else output.Table(["FIRMWARE", "ROLE", "VERSION", "NAME"], report.Firmware.Select(one => new[] { one.Id, Words.OrDash(one.Role), one.Version, one.Name }));
    }

    private static string[] Row(BiosAttribute attribute) =>
    [
        attribute.Name,
        attribute.Pending is { } pending ? $"{attribute.Value} (after the next restart {pending})" : attribute.Value,
        Words.OrDash(attribute.Type),
        Allowed(attribute),
    ];

    private static string Allowed(BiosAttribute attribute)
    {
        var values = attribute switch
        {
            { AllowedValues.IsEmpty: false } => string.Join(", ", attribute.AllowedValues),
            { Type: "flag" } => "true, false",
            { Least: { } least, Most: { } most } => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"),
            { Longest: { } longest } => string.Create(CultureInfo.InvariantCulture, $"at most {longest} characters"),
            _ => "not told",
        };
        return attribute.ReadOnly ? $"read only ({values})" : values;
    }
}
