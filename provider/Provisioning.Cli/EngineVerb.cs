using System.CommandLine;
using Provisioning.Api.Client;
using Provisioning.Api.Local;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;

namespace Provisioning.Cli;

/// <summary>How a verb gets at the engine: finds the store, resolves the logins, asks, and closes the connection.</summary>
internal sealed class EngineVerb(CommandSurroundings surroundings, CommonOptions common)
{
    /// <summary>The common options.</summary>
    public CommonOptions Common => common;

    /// <summary>The surroundings.</summary>
    public CommandSurroundings Surroundings => surroundings;

    /// <summary>Gives a verb its action.</summary>
    public void Do(Command verb, Func<ParseResult, CommandOutput, IEngineControl, DoorContext, CancellationToken, Task<int>> work) =>
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var output = common.Output(parsed, surroundings);
            var place = common.Place(parsed, surroundings);
            if (place is not Outcome<EnginePlace>.Success { Value: var found }) return output.Report(place.Diagnostics);
            var door = common.Door(parsed, surroundings);
            if (door is not Outcome<DoorContext>.Success { Value: var context }) return output.Report(door.Diagnostics);
            output.Report(door.Diagnostics);
            await using var engine = surroundings.Engine(found);
            var code = await work(parsed, output, engine, context, cancellationToken);
            if (common.IsVerbose(parsed) && engine is EngineClient { Greeting: { } greeting })
            {
                output.Progress($"engine {greeting.Pid}, API {greeting.Version}, generation {greeting.Generation}, store {greeting.StoreFolder}");
            }

            return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : code;
        });

    /// <summary>Gives a verb an action that ends in one sentence.</summary>
    public void Act(
        Command verb,
        Func<ParseResult, IEngineControl, DoorContext, CancellationToken, ValueTask<Outcome<Api.Operations.Acknowledgement>>> work) =>
        Do(verb, async (parsed, output, engine, door, cancellationToken) =>
        {
            var outcome = await work(parsed, engine, door, cancellationToken);
            if (outcome is Outcome<Api.Operations.Acknowledgement>.Success success)
            {
                output.Line(success.Value.Text);
                output.Json(json => json.WriteString("done", success.Value.Text));
            }

            return output.Report(outcome.Diagnostics);
        });
}
