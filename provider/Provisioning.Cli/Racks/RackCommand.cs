using System.CommandLine;

namespace Provisioning.Cli.Racks;

/// <summary><c>baremetal rack up|status|set|down</c>.</summary>
internal static class RackCommand
{
    /// <summary>Makes them.</summary>
    public static Command Create(CommandSurroundings surroundings) =>
        new("rack", "A simulated rack of BMCs, and of virtual machines when asked for, to try everything on.")
        {
            Up(surroundings), Status(surroundings), Set(surroundings), Down(surroundings),
        };

    private static Option<string?> State() => new("--state")
    {
        Description = "The rack's own folder, with rack.json; otherwise one below the state folder.",
        HelpName = "FOLDER",
    };

    private static Command Up(CommandSurroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "What the rack consists of." };
        var state = State();
        var detach = new Option<bool>("--detach") { Description = "Come back once the rack listens; `rack down` ends it." };
        var verb = new Command("up", "Start a rack. Stays until it is interrupted.") { file, state, detach };
        verb.SetAction((parsed, cancellationToken) => surroundings.Rack.UpAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(state), parsed.GetValue(detach), surroundings.Output, surroundings.Error, cancellationToken));
        return verb;
    }

    private static Command Status(CommandSurroundings surroundings)
    {
        var state = State();
        var verb = new Command("status", "What the rack consists of and how it is.") { state };
        verb.SetAction((parsed, cancellationToken) => surroundings.Rack.StatusAsync(
            parsed.GetValue(state), surroundings.Output, surroundings.Error, cancellationToken));
        return verb;
    }

    private static Command Set(CommandSurroundings surroundings)
    {
        var server = new Argument<string>("SERVER") { Description = "The server's name in the rack." };
        var assignment = new Argument<string>("ASSIGNMENT") { Description = "What to change, e.g. bios.ProcTurboMode=Disabled." };
        var state = State();
        var verb = new Command("set", "Change something behind everybody's back, as a person at the console would.") { server, assignment, state };
        verb.SetAction((parsed, cancellationToken) => surroundings.Rack.SetAsync(
            parsed.GetRequiredValue(server), parsed.GetRequiredValue(assignment), parsed.GetValue(state), surroundings.Output, surroundings.Error,
            cancellationToken));
        return verb;
    }

    private static Command Down(CommandSurroundings surroundings)
    {
        var state = State();
        var verb = new Command("down", "Stop the rack and everything in it.") { state };
        verb.SetAction((parsed, cancellationToken) => surroundings.Rack.DownAsync(
            parsed.GetValue(state), surroundings.Output, surroundings.Error, cancellationToken));
        return verb;
    }
}
