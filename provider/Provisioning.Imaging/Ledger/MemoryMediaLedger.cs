using System.Collections.Concurrent;

namespace Provisioning.Imaging.Ledger;

/// <summary>A ledger that forgets with its process: for tools and tests.</summary>
public sealed class MemoryMediaLedger : IMediaLedger
{
    private readonly ConcurrentDictionary<string, string> _rows = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MediaRow>> LoadAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<MediaRow>>([.. _rows.Select(row => new MediaRow(row.Key, row.Value))]);

    /// <inheritdoc/>
    public ValueTask UpsertAsync(string key, string? json, CancellationToken cancellationToken)
    {
        if (json is null) _rows.TryRemove(key, out _);
        else _rows[key] = json;
        return ValueTask.CompletedTask;
    }
}
