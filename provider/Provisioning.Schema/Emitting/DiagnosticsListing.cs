using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Schema.Emitting;

/// <summary>Every diagnostic there is, for people and for programs.</summary>
public static class DiagnosticsListing
{
    private static readonly (int First, string Title)[] Ranges =
    [
        (0, "Configuration"),
        (1000, "Reachability and BMC"),
        (2000, "Firmware"),
        (3000, "BIOS"),
        (4000, "Imaging and the agent"),
        (5000, "Validation"),
        (6000, "Attestation and receipts"),
        (7000, "Readiness"),
        (8000, "Store and engine"),
        (9000, "Internal faults"),
    ];

    /// <summary>The text of <c>schema/diagnostics.json</c>.</summary>
    public static string EmitJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteStartArray("diagnostics");
            foreach (var descriptor in DiagnosticCatalogue.Descriptors)
            {
                json.WriteStartObject();
                json.WriteString("code", descriptor.Code.ToString());
                json.WriteString("severity", Word(descriptor.Severity));
                json.WriteString("title", descriptor.Title);
                json.WriteString("why", descriptor.Why);
                json.WriteString("action", descriptor.Action);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>The text of <c>docs/diagnostics.md</c>.</summary>
    public static string EmitPage()
    {
        var page = new StringBuilder();
        page.Append("# Diagnostics\n\n");
        page.Append("Every message has a permanent code. A code is never given to another meaning; one that is no longer used stays listed.\n");
        page.Append("This page is generated from the catalogue in `provider/Provisioning.Model`; a test holds the two together.\n");
        foreach (var range in Ranges)
        {
            var descriptors = DiagnosticCatalogue.Descriptors.Where(each => each.Code.Number / 1000 == range.First / 1000).ToList();
            if (descriptors.Count == 0) continue;
            page.Append("\n## ").Append(range.Title).Append('\n');
            foreach (var descriptor in descriptors)
            {
                page.Append("\n### ").Append(descriptor.Code).Append(": ").Append(descriptor.Title).Append("\n\n");
                page.Append(descriptor.Severity == Severity.Warning ? "Warning. " : "Error. ");
                page.Append(descriptor.Why).Append("\n\n").Append("What to do: ").Append(descriptor.Action).Append('\n');
            }
        }

        return page.ToString();
    }

    private static string Word(Severity severity) => severity == Severity.Warning ? "warning" : "error";
}
