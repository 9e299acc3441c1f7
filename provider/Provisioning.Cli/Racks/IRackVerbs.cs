using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Racks;

/// <summary>The simulated rack; the simulator project has it.</summary>
public interface IRackVerbs
{
    /// <summary>Is the rack that a file describes, until the token ends it or somebody takes it down.</summary>
    /// <param name="file">The rack file.</param>
    /// <param name="stateFolder">The rack's own folder.</param>
    /// <param name="started">Called once, when the rack listens.</param>
    /// <param name="cancellationToken">Ends the rack; not an error.</param>
    Task<Outcome<ValueArray<RackServerRow>>> UpAsync(
        string file, string stateFolder, Action<ValueArray<RackServerRow>> started, CancellationToken cancellationToken);

    /// <summary>Starts the rack that a file describes in a process of its own, and comes back when it listens.</summary>
    Task<Outcome<ValueArray<RackServerRow>>> DetachAsync(string file, string stateFolder, CancellationToken cancellationToken);

    /// <summary>How the servers are.</summary>
    Task<Outcome<ValueArray<RackServerRow>>> StatusAsync(string stateFolder, CancellationToken cancellationToken);

    /// <summary>Changes a server behind everybody's back; says in one line what was done.</summary>
    Task<Outcome<string>> SetAsync(
        string stateFolder, string server, IReadOnlyList<string> assignments, CancellationToken cancellationToken);

    /// <summary>Lets a fault wait on a server; an empty text takes all away. Says in one line what was done.</summary>
    Task<Outcome<string>> FaultAsync(string stateFolder, string server, string fault, CancellationToken cancellationToken);

    /// <summary>Stops the rack and everything in it; says in one line what was done.</summary>
    Task<Outcome<string>> DownAsync(string stateFolder, CancellationToken cancellationToken);
}
