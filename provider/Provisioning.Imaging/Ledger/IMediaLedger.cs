namespace Provisioning.Imaging.Ledger;

/// <summary>
/// Keeps what the media server must still know after the engine was restarted: media, tickets, sessions, results. The rows are small
/// (kilobytes), written a few dozen times per machine, and hold tickets: the store is for its owner only.
/// </summary>
public interface IMediaLedger
{
    /// <summary>All rows, in any order.</summary>
    ValueTask<IReadOnlyList<MediaRow>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Writes a row, or removes it when the text is null. Durable when it returns.</summary>
    ValueTask UpsertAsync(string key, string? json, CancellationToken cancellationToken);
}
