using System.CommandLine;
using Provisioning.Api.Client;
using Provisioning.Api.Operations;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Operations;

/// <summary><c>baremetal operations list|watch|cancel</c>.</summary>
internal static class OperationVerbs
{
    /// <summary>Makes them.</summary>
    public static Command Create(EngineVerb engine) =>
        new("operations", "What the engine is doing, and how to watch or stop it.") { List(engine), Watch(engine), Cancel(engine) };

    private static Argument<string> Id() => new("ID") { Description = "The operation's id." };

    private static Command List(EngineVerb engine)
    {
        var verb = new Command("list", "The operations that run, and those that ended lately.");
        engine.Common.AddEngine(verb);
        engine.Do(verb, async (_, output, client, _, cancellationToken) =>
        {
            var outcome = await client.OperationsAsync(cancellationToken);
            if (outcome is Outcome<ValueArray<OperationSummary>>.Success success) Show(success.Value, output, engine.Surroundings.Time.GetUtcNow());
            return output.Report(outcome.Diagnostics);
        });
        return verb;
    }

    private static Command Watch(EngineVerb engine)
    {
        var id = Id();
        var verb = new Command("watch", "Follow an operation to its end. An interrupt ends the watching only.") { id };
        engine.Common.AddEngine(verb);
        engine.Do(verb, async (parsed, output, client, _, cancellationToken) =>
        {
            var outcome = await client.WatchAsync(parsed.GetRequiredValue(id), new NoticePrinter(output), cancellationToken);
            if (outcome is not Outcome<OperationSummary>.Success success) return output.Report(outcome.Diagnostics);
            output.Line($"{success.Value.Id} {State(success.Value)}");
            return success.Value.Failed ? ExitCode.Error : ExitCode.Done;
        });
        return verb;
    }

    private static Command Cancel(EngineVerb engine)
    {
        var id = Id();
        var verb = new Command("cancel", "Have an operation stop, in the way that is safe for its running step.") { id };
        engine.Common.AddEngine(verb);
        engine.Act(verb, (parsed, client, door, cancellationToken) =>
            client.CancelAsync(parsed.GetRequiredValue(id), door.Actor, cancellationToken));
        return verb;
    }

    private static void Show(ValueArray<OperationSummary> operations, CommandOutput output, DateTimeOffset now)
    {
        foreach (var operation in operations)
        {
            output.Json(json =>
            {
                json.WriteString("id", operation.Id);
                json.WriteString("kind", $"{operation.Kind}");
                json.WriteString("state", State(operation));
                json.WriteString("target", operation.Target);
                json.WriteString("door", operation.Door);
                json.WriteString("actor", operation.Actor);
                json.WriteString("startedAt", operation.StartedAt);
                if (operation.FinishedAt is { } finished) json.WriteString("finishedAt", finished);
                json.WriteNumber("listeners", operation.Listeners);
                json.WriteString("lastNotice", operation.LastNotice);
            });
        }

        if (operations.IsEmpty) output.Line("Nothing runs.");
        else output.Table(["ID", "WHAT", "ON", "STATE", "BEGAN", "BY", "LAST"], operations.Select(operation => Row(operation, now)));
    }

    private static string[] Row(OperationSummary operation, DateTimeOffset now) =>
    [
        operation.Id,
        $"{operation.Kind}",
        operation.Target,
        State(operation),
        Words.Age(operation.StartedAt, now),
        $"{operation.Actor} ({operation.Door})",
        Words.OrDash(operation.LastNotice),
    ];

    private static string State(OperationSummary operation) => operation.State switch
    {
        OperationState.Running => operation.Listeners == 0 ? "running, without a door" : "running",
        OperationState.Cancelling => "stopping",
        _ => operation.Failed ? "failed" : "done",
    };

    private sealed class NoticePrinter(CommandOutput output) : IProgress<OperationNotice>
    {
        public void Report(OperationNotice value)
        {
            output.Line($"{Words.Instant(value.At)} {(value.Server.Length == 0 ? "" : value.Server + ": ")}{value.Text}");
            output.Json(json =>
            {
                json.WriteString("operation", value.OperationId);
                json.WriteString("at", value.At);
                json.WriteString("server", value.Server);
                json.WriteString("text", value.Text);
                json.WriteBoolean("transition", value.Transition);
            });
        }
    }
}
