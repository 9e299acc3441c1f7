using System.Text;
using System.Text.Json;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.Local;

/// <summary>The one line that a starting engine says to its launcher, and the launcher to the door.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Diagnostics">Why it could not start.</param>
public sealed record LaunchReport(LaunchOutcome Outcome, ValueArray<Diagnostic> Diagnostics)
{
    /// <summary>The report as one line of JSON, without the line's end.</summary>
    public string ToLine()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("outcome", Name(Outcome));
            writer.WriteStartArray("diagnostics");
            foreach (var diagnostic in Diagnostics) Write(writer, diagnostic);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Reads a line; null where it is no report.</summary>
    public static LaunchReport? FromLine(string? line)
    {
        if (string.IsNullOrEmpty(line)) return null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var outcome = document.RootElement.GetProperty("outcome").GetString() switch
            {
                "ready" => LaunchOutcome.Ready,
                "held" => LaunchOutcome.Held,
                _ => LaunchOutcome.Failed,
            };
            var diagnostics = document.RootElement.GetProperty("diagnostics").EnumerateArray().Select(Read).ToValueArray();
            return new LaunchReport(outcome, diagnostics);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Name(LaunchOutcome outcome) => outcome switch
    {
        LaunchOutcome.Ready => "ready",
        LaunchOutcome.Held => "held",
        _ => "failed",
    };

    private static void Write(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteNumber("code", diagnostic.Code.Number);
        writer.WriteBoolean("warning", diagnostic.Severity == Severity.Warning);
        writer.WriteString("summary", diagnostic.Summary);
        writer.WriteString("seen", diagnostic.Seen);
        writer.WriteString("why", diagnostic.Why);
        writer.WriteString("action", diagnostic.Action);
        writer.WriteEndObject();
    }

    private static Diagnostic Read(JsonElement json) => new()
    {
        Code = new DiagnosticCode(json.GetProperty("code").GetInt32()),
        Severity = json.GetProperty("warning").GetBoolean() ? Severity.Warning : Severity.Error,
        Summary = json.GetProperty("summary").GetString() ?? "",
        Seen = json.GetProperty("seen").GetString() ?? "",
        Why = json.GetProperty("why").GetString() ?? "",
        Action = json.GetProperty("action").GetString() ?? "",
    };
}
