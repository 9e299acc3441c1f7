using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Stores;

/// <summary>
/// What the engine keeps. Only one engine has a store open. A write is durable when its task is done. What cannot be written (disk full,
/// another engine took over) is thrown as <see cref="StoreException"/>: nothing may go on without its journal row.
/// </summary>
public interface IEngineStore
{
    /// <summary>The engine's generation, one more at each start.</summary>
    long Epoch { get; }

    /// <summary>The projections of all servers, forgotten ones as well.</summary>
    ValueTask<ValueArray<ServerRecord>> LoadServersAsync(CancellationToken cancellationToken);

    /// <summary>Appends a row and replaces the server's projection, both or neither; answers with the row's place.</summary>
    /// <exception cref="StoreException">It could not be written.</exception>
    ValueTask<long> AppendAsync(JournalEntry entry, ServerRecord projection, CancellationToken cancellationToken);

    /// <summary>The newest rows, oldest of them first; null: of all servers.</summary>
    ValueTask<ValueArray<JournalRow>> ReadJournalAsync(string? server, int limit, CancellationToken cancellationToken);

    /// <summary>Takes the lease of a server for an operation of this generation. A lease of an older generation is taken over.</summary>
    /// <returns>False: another operation of this generation has it.</returns>
    ValueTask<bool> TakeLeaseAsync(string server, string operation, CancellationToken cancellationToken);

    /// <summary>Gives a lease back; not having it is no error.</summary>
    ValueTask ReleaseLeaseAsync(string server, string operation, CancellationToken cancellationToken);

    /// <summary>The site's settings that doors must agree on; null: no door was here yet.</summary>
    ValueTask<(MediaSettings Media, LimitSettings Limits)?> ReadSiteAsync(CancellationToken cancellationToken);

    /// <summary>Keeps the site's settings.</summary>
    ValueTask SaveSiteAsync(MediaSettings media, LimitSettings limits, CancellationToken cancellationToken);

    /// <summary>What was learnt about the BMC at an address; null: nothing.</summary>
    ValueTask<string?> ReadCapabilitiesAsync(string address, CancellationToken cancellationToken);

    /// <summary>Keeps what was learnt about the BMC at an address.</summary>
    ValueTask SaveCapabilitiesAsync(string address, string capabilities, CancellationToken cancellationToken);
}
