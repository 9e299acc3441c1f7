using System.CommandLine;
using System.Text.Json;
using Provisioning.Api.Servers;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Servers;

/// <summary><c>baremetal explain NAME</c>.</summary>
internal static class ExplainVerb
{
    /// <summary>Makes it.</summary>
    public static Command Create(EngineVerb engine)
    {
        var name = new Argument<string>("NAME") { Description = "The server's name." };
        var verb = new Command("explain", "Why a server is where it is, what it waits for, what happens next, with evidence.") { name };
        engine.Common.AddEngine(verb);
        engine.Do(verb, async (parsed, output, client, door, cancellationToken) =>
        {
            var outcome = await client.ExplainAsync(door, new ExplainRequest(parsed.GetRequiredValue(name)), cancellationToken);
            if (outcome is Outcome<Explanation>.Success success) Show(success.Value, output, engine.Surroundings.Time.GetUtcNow());
            return output.Report(outcome.Diagnostics);
        });
        return verb;
    }

    private static void Show(Explanation explanation, CommandOutput output, DateTimeOffset now)
    {
        output.Json(json => Write(json, explanation));
        output.Line($"{explanation.Server}: {explanation.Position}");
        Section(output, "because", explanation.Because);
        Section(output, "waits for", explanation.WaitsFor);
        Section(output, "next", explanation.Next);
        if (!explanation.Evidence.IsEmpty) output.Line("  evidence");
        foreach (var line in explanation.Evidence) output.Line($"    {Words.Instant(line.At)} {line.Source}: {line.Text}");
        output.Line($"  last looked at: {Words.Age(explanation.ObservedAt, now)}");
    }

    private static void Section(CommandOutput output, string title, ValueArray<string> lines)
    {
        if (!lines.IsEmpty) output.Line($"  {title}");
        foreach (var line in lines) output.Line($"    {line}");
    }

    private static void Write(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteString("server", explanation.Server);
        json.WriteString("position", explanation.Position);
        Write(json, "because", explanation.Because);
        Write(json, "waitsFor", explanation.WaitsFor);
        Write(json, "next", explanation.Next);
        json.WriteStartArray("evidence");
        foreach (var line in explanation.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("at", line.At);
            json.WriteString("source", line.Source);
            json.WriteString("text", line.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (explanation.ObservedAt is { } observed) json.WriteString("observedAt", observed);
    }

    private static void Write(Utf8JsonWriter json, string name, ValueArray<string> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines) json.WriteStringValue(line);
        json.WriteEndArray();
    }
}
