using System.Runtime.InteropServices;
using Provisioning.Api.Client;
using Provisioning.Cli;
using Provisioning.Protocol.Terraform;

namespace Provisioning.Provider;

/// <summary>Starts the parts with what is ambient.</summary>
internal static class Parts
{
    private const int WidthWithoutTerminal = 160;

    /// <summary>Is Terraform's plugin until its client says so.</summary>
    public static async Task<int> RunTerraformPluginAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var program = EngineProgram.OfThisProcess();
        await using var output = Console.OpenStandardOutput();
        await using var log = Console.OpenStandardError();
        var options = new TerraformPluginOptions
        {
            Engine = (site, stateFolder) => EngineDoor.Open(site.Site, stateFolder, environment, program),
            Output = output,
            Log = log,
            Environment = name => environment.GetValueOrDefault(name),
            Time = TimeProvider.System,
            Actor = Provider.Actor.Name,
        };
        return await TerraformPlugin.RunAsync(options, cancellationToken);
    }

    /// <summary>Does what the arguments say.</summary>
    public static async Task<int> RunCommandAsync(
        string[] arguments, IReadOnlyDictionary<string, string> environment, CancellationToken interrupt)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            ending.Cancel();
        });
        var program = EngineProgram.OfThisProcess();
        var isTerminal = !Console.IsOutputRedirected;
        var surroundings = new CommandSurroundings
        {
            Output = Console.Out,
            Error = Console.Error,
            OutputIsTerminal = isTerminal,
            Width = isTerminal ? Console.WindowWidth : WidthWithoutTerminal,
            Environment = environment,
            Actor = Provider.Actor.Name,
            Time = TimeProvider.System,
            Engine = place => new EngineClient(new EngineClientOptions { Place = place, Program = program }),
            Hosting = new EngineHosting(program, environment),
            AgentImage = new AgentImageBuild(),
            Rack = new RackVerbs(program),
        };
        return await BaremetalCommand.RunAsync(surroundings, arguments, ending.Token);
    }
}
