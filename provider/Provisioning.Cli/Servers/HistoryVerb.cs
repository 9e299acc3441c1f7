using System.CommandLine;
using Provisioning.Api.Servers;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Servers;

/// <summary><c>baremetal history [NAME]</c>.</summary>
internal static class HistoryVerb
{
    /// <summary>Makes it.</summary>
    public static Command Create(EngineVerb engine)
    {
        var name = new Argument<string?>("NAME") { Description = "The server's name; otherwise all.", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = "The newest so many rows." };
        var operation = new Option<string?>("--operation") { Description = "Only rows of this operation." };
        var verb = new Command("history", "What happened, from the journal, oldest first.") { name, limit, operation };
        engine.Common.AddEngine(verb);
        engine.Do(verb, async (parsed, output, client, door, cancellationToken) =>
        {
            var request = new HistoryRequest(parsed.GetValue(name), parsed.GetValue(operation), parsed.GetValue(limit));
            var outcome = await client.HistoryAsync(door, request, cancellationToken);
            if (outcome is Outcome<ValueArray<HistoryRow>>.Success success) Show(success.Value, output);
            return output.Report(outcome.Diagnostics);
        });
        return verb;
    }

    private static void Show(ValueArray<HistoryRow> rows, CommandOutput output)
    {
        foreach (var row in rows)
        {
            output.Json(json =>
            {
                json.WriteNumber("sequence", row.Sequence);
                json.WriteString("at", row.At);
                json.WriteString("server", row.Server);
                json.WriteString("kind", row.Kind);
                json.WriteString("stage", row.Stage);
                json.WriteString("step", row.Step);
                json.WriteString("text", row.Text);
                json.WriteString("actor", row.Actor);
                json.WriteString("door", row.Door);
                json.WriteString("operation", row.OperationId);
                if (row.Attempt is { } attempt) json.WriteNumber("attempt", attempt);
                json.WriteNumber("epoch", row.Epoch);
            });
        }

        if (rows.IsEmpty) output.Line("Nothing has happened.");
        else output.Table(["TIME", "SERVER", "WHAT", "STEP", "TEXT", "BY"], rows.Select(Row));
    }

    private static string[] Row(HistoryRow row) =>
        [Words.Instant(row.At), Words.OrDash(row.Server), row.Kind, Words.OrDash(row.Step), row.Text, $"{row.Actor} ({row.Door})"];
}
