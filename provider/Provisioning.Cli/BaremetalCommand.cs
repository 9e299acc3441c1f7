using System.CommandLine;
using Provisioning.Api.Client;
using Provisioning.Api.Engines;
using Provisioning.Cli.Discovery;
using Provisioning.Cli.Engines;
using Provisioning.Cli.Imaging;
using Provisioning.Cli.Operations;
using Provisioning.Cli.Racks;
using Provisioning.Cli.Receipts;
using Provisioning.Cli.Rendering;
using Provisioning.Cli.Servers;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli;

/// <summary>The command <c>baremetal</c>.</summary>
public static class BaremetalCommand
{
    /// <summary>Does what the arguments say.</summary>
    /// <param name="surroundings">Everything ambient.</param>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="cancellationToken">An interrupt of the user.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(CommandSurroundings surroundings, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Output,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            var parsed = Create(surroundings).Parse(arguments.Count == 0 ? ["--help"] : ArgumentOrder.Arrange(arguments));
            return ArgumentFaults.Of(parsed) is { } fault
                ? new CommandOutput(surroundings, WantsJson(arguments)).Report([fault])
                : await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception exception)
        {
            new CommandOutput(surroundings, json: false).Report([InternalDiagnostics.Unexpected("doing what the command says", exception)]);
            return ExitCode.Error;
        }
    }

    internal static RootCommand Create(CommandSurroundings surroundings)
    {
        var common = new CommonOptions();
        var engine = new EngineVerb(surroundings, common);
        var root = new RootCommand(
            "Takes bare-metal servers from powered off to running, and keeps them there. Options of most verbs, such as --site and --state, may stand before the verb.");
        common.AddTo(root);
        Command[] verbs =
        [
            DoctorVerb.Create(engine), DiscoverVerb.Create(engine), StatusVerb.Create(engine), HistoryVerb.Create(engine), ExplainVerb.Create(engine),
            .. ServerVerbs.Create(engine), OperationVerbs.Create(engine), ReceiptVerbs.Create(engine), AgentVerbs.Create(engine),
            EngineVerbs.Create(engine), RackCommand.Create(engine), Version(engine),
        ];
        foreach (var verb in verbs) root.Subcommands.Add(verb);
        return root;
    }

    /// <summary>Whether results are for machines, as far as that can be told of arguments that make no command.</summary>
    private static bool WantsJson(IReadOnlyList<string> arguments) => arguments.Contains("--json") || arguments.Contains("--output=json");

    private static Command Version(EngineVerb engine)
    {
        var verb = new Command("version", "The version of this program and of the engine's API.");
        verb.SetAction(parsed =>
        {
            var output = engine.Common.Output(parsed, engine.Surroundings);
            output.Line($"baremetal {EngineClientOptions.OwnProgramVersion} (engine API {ApiVersion.Current})");
            output.Json(json =>
            {
                json.WriteString("version", EngineClientOptions.OwnProgramVersion);
                json.WriteString("api", $"{ApiVersion.Current}");
            });
            return ExitCode.Done;
        });
        return verb;
    }
}
