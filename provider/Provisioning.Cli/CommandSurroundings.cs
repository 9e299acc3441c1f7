using Provisioning.Api.Client;
using Provisioning.Api.Local;
using Provisioning.Cli.Engines;
using Provisioning.Cli.Imaging;
using Provisioning.Cli.Racks;

namespace Provisioning.Cli;

/// <summary>Everything ambient that the command uses, and the parts that other projects lend it.</summary>
public sealed record CommandSurroundings
{
    /// <summary>Where results go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where diagnostics and progress go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether results go to a terminal: colour then, and the terminal's width.</summary>
    public required bool OutputIsTerminal { get; init; }

    /// <summary>How wide the terminal is, in columns.</summary>
    public required int Width { get; init; }

    /// <summary>The environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The user's name.</summary>
    public required string Actor { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Makes a client for an engine; connects nothing yet.</summary>
    public required Func<EnginePlace, IEngineControl> Engine { get; init; }

    /// <summary>Runs the engine itself.</summary>
    public required IEngineHosting Hosting { get; init; }

    /// <summary>Builds the deploy image.</summary>
    public required IAgentImageBuild AgentImage { get; init; }

    /// <summary>The simulated rack.</summary>
    public required IRackVerbs Rack { get; init; }
}
