namespace Provisioning.Cli.Racks;

/// <summary>The simulated rack; the simulator project has it. Each verb writes to the output itself and gives the exit code.</summary>
public interface IRackVerbs
{
    /// <summary>Starts what a file describes. Detached: comes back when the rack listens; otherwise stays until it is interrupted.</summary>
    Task<int> UpAsync(string file, string? stateFolder, bool detach, TextWriter output, TextWriter error, CancellationToken cancellationToken);

    /// <summary>Says what is running.</summary>
    Task<int> StatusAsync(string? stateFolder, TextWriter output, TextWriter error, CancellationToken cancellationToken);

    /// <summary>Stops everything.</summary>
    Task<int> DownAsync(string? stateFolder, TextWriter output, TextWriter error, CancellationToken cancellationToken);

    /// <summary>Changes something behind everybody's back, e.g. <c>bios.ProcTurboMode=Disabled</c>.</summary>
    Task<int> SetAsync(
        string server, string assignment, string? stateFolder, TextWriter output, TextWriter error, CancellationToken cancellationToken);
}
