using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Provisioning.Api.Servers;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Servers;

/// <summary><c>baremetal status [NAME]</c>.</summary>
internal static class StatusVerb
{
    /// <summary>Makes it.</summary>
    public static Command Create(EngineVerb engine)
    {
        var name = new Argument<string?>("NAME") { Description = "The server's name; otherwise all.", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Command("status", "How servers are, from what the store knows; asks no BMC.") { name };
        engine.Common.AddEngine(verb);
        engine.Do(verb, async (parsed, output, client, door, cancellationToken) =>
        {
            var outcome = await client.StatusAsync(door, new StatusRequest(parsed.GetValue(name)), cancellationToken);
            if (outcome is Outcome<ValueArray<ServerStatus>>.Success success) Show(success.Value, output, engine.Surroundings.Time.GetUtcNow());
            return output.Report(outcome.Diagnostics);
        });
        return verb;
    }

    private static void Show(ValueArray<ServerStatus> servers, CommandOutput output, DateTimeOffset now)
    {
        foreach (var server in servers) output.Json(json => Write(json, server));
        if (servers.IsEmpty) output.Line("No servers.");
        else output.Table(["SERVER", "LIFECYCLE", "DOING", "CONDITIONS", "MODEL", "SERIAL", "BMC", "SEEN"], servers.Select(server => Row(server, now)));
        if (servers.SelectMany(server => server.Conditions).Any(condition => condition.Holds is null))
            output.Line("CONDITION? = nobody judged it, or nobody can tell; `baremetal explain NAME` says why.");
    }

    private static string[] Row(ServerStatus server, DateTimeOffset now) =>
    [
        server.Name,
        server.Lifecycle,
        Doing(server),
        Conditions(server),
        Words.OrDash(server.Model),
        Words.OrDash(server.Serial),
        server.BmcAddress,
        Words.Age(server.ObservedAt, now),
    ];

    private static string Doing(ServerStatus server)
    {
        if (server.Forgotten) return "nothing: it was forgotten and is managed no more";
        if (server.Hold is { } hold) return Held(hold);
        var stopped = server.Step is { } step && server.OperationId is null ? Stopped(step, server.Attempt) : null;
        if (server.Fault is { } fault) return $"{fault.Code} {fault.Summary}{(stopped is null ? "" : "; " + stopped)}";
        if (server.Step is null) return "-";
        if (stopped is not null) return stopped;
        var left = server.MinutesLeft is { } minutes ? string.Create(CultureInfo.InvariantCulture, $" (about {minutes:0.#} min left)") : "";
        return $"{server.Stage}: {server.Step}{left}";
    }

    /// <summary>An attempt that is not ended while nothing runs: its engine or its door ended before it.</summary>
    private static string Stopped(string step, int? attempt) => attempt is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"stopped at \"{step}\" (attempt {number}); the next apply goes on")
        : $"stopped at \"{step}\"; the next apply goes on";

    private static string Held(HoldStatus hold)
    {
        var until = hold.Until is { } end ? $" until {Words.Instant(end)}" : "";
        var ticket = string.IsNullOrEmpty(hold.Ticket) ? "" : $" [{hold.Ticket}]";
        return $"held by {hold.Actor}{until}: {hold.Reason}{ticket}";
    }

    /// <summary>What is not as it should be is named; a machine with nothing to say is fine.</summary>
    private static string Conditions(ServerStatus server)
    {
        var notable = server.Conditions.Where(condition => condition.Holds != true)
            .Select(condition => condition.Holds is null ? $"{condition.Name}?" : $"not {condition.Name}");
        var text = string.Join(", ", notable);
        return text.Length == 0 ? "ok" : text;
    }

    private static void Write(Utf8JsonWriter json, ServerStatus server)
    {
        json.WriteString("name", server.Name);
        json.WriteString("claim", server.Claim);
        json.WriteString("uuid", server.Uuid);
        json.WriteString("serial", server.Serial);
        json.WriteString("manufacturer", server.Manufacturer);
        json.WriteString("model", server.Model);
        json.WriteString("bmcAddress", server.BmcAddress);
        json.WriteString("lifecycle", server.Lifecycle);
        json.WriteString("stage", server.Stage);
        json.WriteString("step", server.Step);
        json.WriteString("power", server.Power);
        json.WriteString("operation", server.OperationId);
        json.WriteBoolean("forgotten", server.Forgotten);
        if (server.Attempt is { } attempt) json.WriteNumber("attempt", attempt);
        if (server.ObservedAt is { } observed) json.WriteString("observedAt", observed);
        json.WriteStartObject("conditions");
        foreach (var condition in server.Conditions)
        {
            if (condition.Holds is { } holds) json.WriteBoolean(condition.Name, holds);
            else json.WriteNull(condition.Name);
        }

        json.WriteEndObject();
        if (server.Fault is { } fault)
        {
            json.WriteStartObject("fault");
            json.WriteString("code", $"{fault.Code}");
            json.WriteString("summary", fault.Summary);
            json.WriteNumber("attempts", fault.Attempts);
            json.WriteString("remedy", fault.Remedy);
            json.WriteEndObject();
        }

        if (server.Hold is not { } hold) return;
        json.WriteStartObject("hold");
        json.WriteString("reason", hold.Reason);
        json.WriteString("actor", hold.Actor);
        json.WriteString("since", hold.Since);
        if (hold.Until is { } until) json.WriteString("until", until);
        json.WriteString("ticket", hold.Ticket);
        json.WriteEndObject();
    }
}
