using System.CommandLine;
using Provisioning.Api.Engines;
using Provisioning.Api.Local;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Engines;

/// <summary><c>baremetal engine status|stop|run|launch</c>.</summary>
internal static class EngineVerbs
{
    /// <summary>Makes them.</summary>
    public static Command Create(EngineVerb engine) =>
        new("engine", "The engine process of a store. Commands start it when they need it.")
        {
            Status(engine), Stop(engine), Run(engine.Surroundings), Launch(engine.Surroundings),
        };

    private static Command Status(EngineVerb engine)
    {
        var verb = new Command("status", "Whether an engine runs, and what it says about itself. Starts none.");
        engine.Common.AddEngine(verb);
        engine.Do(verb, async (_, output, client, _, cancellationToken) =>
        {
            var outcome = await client.EngineStatusAsync(cancellationToken);
            if (outcome is Outcome<EngineStatus?>.Success success) Show(success.Value, output, engine.Surroundings.Time.GetUtcNow());
            return output.Report(outcome.Diagnostics);
        });
        return verb;
    }

    private static Command Stop(EngineVerb engine)
    {
        var cancel = new Option<bool>("--cancel") { Description = "Have what runs stop first, each step in the way that is safe for it." };
        var verb = new Command("stop", "Have the engine leave. A busy one refuses without --cancel.") { cancel };
        engine.Common.AddEngine(verb);
        engine.Act(verb, (parsed, client, door, cancellationToken) =>
            client.StopEngineAsync(door.Actor, parsed.GetValue(cancel), cancellationToken));
        return verb;
    }

    private static Command Run(CommandSurroundings surroundings)
    {
        var (store, site) = StoreOptions();
        var report = new Option<bool>("--report") { Description = "Say in one line of JSON how the start went.", Hidden = true };
        var verb = new Command("run", "Be the engine of a store, until it is idle or interrupted.") { store, site, report };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            if (Place(parsed, store, site, surroundings) is not Outcome<EnginePlace>.Success { Value: var place }) return ExitCode.Error;
            return await surroundings.Hosting.RunAsync(place, Reporter(surroundings, parsed.GetValue(report)), cancellationToken);
        });
        return verb;
    }

    private static Command Launch(CommandSurroundings surroundings)
    {
        var (store, site) = StoreOptions();
        var verb = new Command("launch", "Start the engine of a store apart from this process.") { store, site };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var place = Place(parsed, store, site, surroundings);
            var report = place is Outcome<EnginePlace>.Success { Value: var found }
                ? await surroundings.Hosting.LaunchAsync(found, cancellationToken)
                : new LaunchReport(LaunchOutcome.Failed, place.Diagnostics);
            surroundings.Output.WriteLine(report.ToLine());
            return report.Outcome == LaunchOutcome.Failed ? ExitCode.Error : ExitCode.Done;
        });
        return verb;
    }

    private static (Option<string> Store, Option<string> Site) StoreOptions() => (
        new Option<string>("--store") { Description = "The store's folder.", HelpName = "FOLDER", Required = true },
        new Option<string>("--site") { Description = "The site's name.", HelpName = "NAME", Required = true });

    private static Outcome<EnginePlace> Place(ParseResult parsed, Option<string> store, Option<string> site, CommandSurroundings surroundings) =>
        EnginePlace.OfStore(parsed.GetRequiredValue(store), parsed.GetRequiredValue(site), surroundings.Environment);

    private static Action<LaunchReport> Reporter(CommandSurroundings surroundings, bool asLine) => report =>
    {
        if (asLine)
        {
            surroundings.Output.WriteLine(report.ToLine());
            surroundings.Output.Flush();
            return;
        }

        var output = new CommandOutput(surroundings, json: false);
        if (report.Outcome == LaunchOutcome.Ready) output.Line("The engine listens.");
        if (report.Outcome == LaunchOutcome.Held) output.Line("Another engine holds this store.");
        output.Report(report.Diagnostics);
    };

    private static void Show(EngineStatus? engine, CommandOutput output, DateTimeOffset now)
    {
        if (engine is null)
        {
            output.Line("No engine runs.");
            output.Json(json => json.WriteBoolean("runs", false));
            return;
        }

        output.Json(json =>
        {
            json.WriteBoolean("runs", true);
            json.WriteNumber("pid", engine.Pid);
            json.WriteString("version", engine.ProgramVersion);
            json.WriteString("api", $"{engine.Version}");
            json.WriteString("site", engine.Site);
            json.WriteString("store", engine.StoreFolder);
            json.WriteNumber("generation", engine.Generation);
            json.WriteNumber("running", engine.Running);
            json.WriteString("startedAt", engine.StartedAt);
            json.WriteNumber("idleSeconds", engine.IdleLimit.TotalSeconds);
        });
        output.Line($"Engine {engine.Pid} of site {engine.Site}, {(engine.IsIdle ? "idle" : $"{engine.Running} running")}");
        output.Line($"  version     {engine.ProgramVersion}, API {engine.Version}");
        output.Line($"  store       {engine.StoreFolder}");
        output.Line($"  generation  {engine.Generation}, started {Words.Age(engine.StartedAt, now)}");
        output.Line($"  leaves      after {engine.IdleLimit} without work and without a door");
        output.Report(engine.Warnings);
    }
}
