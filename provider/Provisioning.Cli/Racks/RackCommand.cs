using System.CommandLine;
using System.Globalization;
using Provisioning.Api.Local;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Racks;

/// <summary><c>baremetal rack up|status|set|fault|down</c>.</summary>
internal static class RackCommand
{
    /// <summary>Makes them.</summary>
    public static Command Create(EngineVerb engine) =>
        new("rack", "A simulated rack of BMCs, and of virtual machines when asked for, to try everything on.")
        {
            Up(engine), Status(engine), Set(engine), Fault(engine), Down(engine),
        };

    private static Option<string?> State() => new("--state")
    {
        Description = "The rack's own folder, with rack.json; otherwise rack below the state folder.",
        HelpName = "FOLDER",
    };

    private static string Folder(ParseResult parsed, Option<string?> state, CommandSurroundings surroundings) =>
        parsed.GetValue(state) ?? Path.Combine(EnginePlace.StateFolder(surroundings.Environment) ?? ".", "rack");

    private static Argument<string> Server() => new("SERVER") { Description = "The server's name in the rack." };

    private static Command Up(EngineVerb engine)
    {
        var file = new Argument<string>("FILE") { Description = "What the rack consists of." };
        var state = State();
        var detach = new Option<bool>("--detach") { Description = "Come back once the rack listens; `rack down` ends it." };
        var verb = new Command("up", "Start a rack. Stays until it is interrupted.") { file, state, detach };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var output = engine.Common.Output(parsed, engine.Surroundings);
            var rack = engine.Surroundings.Rack;
            var folder = Folder(parsed, state, engine.Surroundings);
            if (!parsed.GetValue(detach))
            {
                var ended = await rack.UpAsync(parsed.GetRequiredValue(file), folder, servers => Show(servers, output), cancellationToken);
                return output.Report(ended.Diagnostics);
            }

            var started = await rack.DetachAsync(parsed.GetRequiredValue(file), folder, cancellationToken);
            if (started is Outcome<ValueArray<RackServerRow>>.Success success) Show(success.Value, output);
            return output.Report(started.Diagnostics);
        });
        return verb;
    }

    private static Command Status(EngineVerb engine)
    {
        var state = State();
        var verb = new Command("status", "What the rack consists of and how it is.") { state };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var output = engine.Common.Output(parsed, engine.Surroundings);
            var outcome = await engine.Surroundings.Rack.StatusAsync(Folder(parsed, state, engine.Surroundings), cancellationToken);
            if (outcome is Outcome<ValueArray<RackServerRow>>.Success success) Show(success.Value, output);
            return output.Report(outcome.Diagnostics);
        });
        return verb;
    }

    private static Command Set(EngineVerb engine)
    {
        var server = Server();
        var assignments = new Argument<string[]>("KEY=VALUE")
        {
            Description = "What to change, e.g. bios.ProcTurboMode=Disabled, serial=X, power=Off, reachable=false.",
            Arity = ArgumentArity.OneOrMore,
        };
        var state = State();
        var verb = new Command("set", "Change something behind everybody's back, as a person at the console would.") { server, assignments, state };
        Say(verb, engine, (parsed, cancellationToken) => engine.Surroundings.Rack.SetAsync(
            Folder(parsed, state, engine.Surroundings), parsed.GetRequiredValue(server), parsed.GetRequiredValue(assignments), cancellationToken));
        return verb;
    }

    private static Command Fault(EngineVerb engine)
    {
        var server = Server();
        var fault = new Argument<string>("FAULT") { Description = "The fault, as the rack file writes it; an empty text takes all away." };
        var state = State();
        var verb = new Command("fault", "Let a fault wait on a server's BMC.") { server, fault, state };
        Say(verb, engine, (parsed, cancellationToken) => engine.Surroundings.Rack.FaultAsync(
            Folder(parsed, state, engine.Surroundings), parsed.GetRequiredValue(server), parsed.GetRequiredValue(fault), cancellationToken));
        return verb;
    }

    private static Command Down(EngineVerb engine)
    {
        var state = State();
        var verb = new Command("down", "Stop the rack and everything in it.") { state };
        Say(verb, engine, (parsed, cancellationToken) =>
            engine.Surroundings.Rack.DownAsync(Folder(parsed, state, engine.Surroundings), cancellationToken));
        return verb;
    }

    private static void Say(Command verb, EngineVerb engine, Func<ParseResult, CancellationToken, Task<Outcome<string>>> work) =>
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var output = engine.Common.Output(parsed, engine.Surroundings);
            var outcome = await work(parsed, cancellationToken);
            if (outcome is Outcome<string>.Success success)
            {
                output.Line(success.Value);
                output.Json(json => json.WriteString("done", success.Value));
            }

            return output.Report(outcome.Diagnostics);
        });

    private static void Show(ValueArray<RackServerRow> servers, CommandOutput output)
    {
        foreach (var server in servers)
        {
            output.Json(json =>
            {
                json.WriteString("name", server.Name);
                json.WriteString("address", server.Address);
                json.WriteString("machine", server.Machine);
                json.WriteString("serial", server.Serial);
                json.WriteString("power", server.Power);
                json.WriteString("boot", server.Boot);
                if (server.Requests is { } requests) json.WriteNumber("requests", requests);
                if (server.Faults is { } faults) json.WriteNumber("faults", faults);
            });
        }

        output.Table(["SERVER", "BMC", "MACHINE", "SERIAL", "POWER", "BOOT", "REQUESTS", "FAULTS"], servers.Select(Row));
    }

    private static string[] Row(RackServerRow server) =>
    [
        server.Name,
        server.Address,
        server.Machine,
        server.Serial,
        Words.OrDash(server.Power),
        Words.OrDash(server.Boot),
        server.Requests?.ToString(CultureInfo.InvariantCulture) ?? "-",
        server.Faults?.ToString(CultureInfo.InvariantCulture) ?? "-",
    ];
}
