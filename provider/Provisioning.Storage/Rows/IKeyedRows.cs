using Provisioning.Model.Collections;

namespace Provisioning.Storage.Rows;

/// <summary>JSON texts by key in a space of their own, for parts whose content the store need not know (media, tickets).</summary>
public interface IKeyedRows
{
    /// <summary>All of them.</summary>
    ValueTask<ValueMap<string, string>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Writes one, or removes it when the text is null. Durable when it returns.</summary>
    ValueTask UpsertAsync(string key, string? json, CancellationToken cancellationToken);
}
