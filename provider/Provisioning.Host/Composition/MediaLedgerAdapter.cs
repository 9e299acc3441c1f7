using Provisioning.Imaging.Ledger;
using Provisioning.Storage.Rows;

namespace Provisioning.Host.Composition;

/// <summary>The media server's rows in the store.</summary>
internal sealed class MediaLedgerAdapter(IKeyedRows rows) : IMediaLedger
{
    /// <summary>The space of these rows in the store; never another.</summary>
    public const string Space = "media";

    public async ValueTask<IReadOnlyList<MediaRow>> LoadAsync(CancellationToken cancellationToken) =>
        [.. (await rows.LoadAsync(cancellationToken)).Select(row => new MediaRow(row.Key, row.Value))];

    public ValueTask UpsertAsync(string key, string? json, CancellationToken cancellationToken) => rows.UpsertAsync(key, json, cancellationToken);
}
