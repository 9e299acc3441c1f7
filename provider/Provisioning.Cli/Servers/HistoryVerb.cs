using System.CommandLine;
using System.Globalization;
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
        var limit = new Option<int>("--limit") { Description = "The newest so many rows; otherwise 200." };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var rows) && rows < 1)
                result.AddError("--limit takes a number from 1.");
        });
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
        var server = rows.IsEmpty ? 0 : rows.Max(row => row.Server.Length);
        var kind = rows.IsEmpty ? 0 : rows.Max(row => row.Kind.Length);
        foreach (var row in rows) output.Line(Sentence(row, server, kind));
    }

    /// <summary>One line, never broken: digests in it are searched for and copied.</summary>
    private static string Sentence(HistoryRow row, int server, int kind)
    {
        var step = row.Step is null ? "" : row.Step + ": ";
        return $"{Words.Instant(row.At)}  {row.Server.PadRight(server)}  {row.Kind.PadRight(kind)}  {step}{row.Text}  ({row.Actor}, {row.Door})";
    }
}
