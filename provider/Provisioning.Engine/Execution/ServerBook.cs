using System.Collections.Concurrent;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Stores;
using Provisioning.Model.Collections;

namespace Provisioning.Engine.Execution;

/// <summary>
/// All servers, in memory and in the store. Rows of one server are written one after the other, each on the record that the one before left,
/// whether an operation or an operator writes them.
/// </summary>
internal sealed class ServerBook
{
    private readonly IEngineStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Page> _pages = new(StringComparer.Ordinal);

    private ServerBook(IEngineStore store, TimeProvider time) => (_store, _time) = (store, time);

    public static async ValueTask<ServerBook> OpenAsync(IEngineStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var book = new ServerBook(store, time);
        foreach (var record in await store.LoadServersAsync(cancellationToken)) book._pages[record.Name] = new Page { Record = record };
        return book;
    }

    public ServerRecord? Find(string name) => _pages.TryGetValue(name, out var page) ? page.Record : null;

    public ValueArray<ServerRecord> All => _pages.Values.Select(page => page.Record).OfType<ServerRecord>()
        .OrderBy(record => record.Name, StringComparer.Ordinal).ToValueArray();

    /// <summary>Writes a row and gives the record after it. Not cancellable: what happened must be written down.</summary>
    /// <exception cref="StoreException">It could not be written; nothing may go on.</exception>
    public async ValueTask<ServerRecord> AppendAsync(RowAuthor author, string server, JournalEvent @event, CancellationToken cancellationToken)
    {
        var page = _pages.GetOrAdd(server, _ => new Page());
        await page.Gate.WaitAsync(cancellationToken);
        try
        {
            var entry = new JournalEntry(_time.GetUtcNow(), server, author.Operation, author.Actor, author.Door, @event);
            var after = ServerFold.Apply(page.Record, entry);
            await _store.AppendAsync(entry, after, CancellationToken.None);
            page.Record = after;
            return after;
        }
        finally
        {
            page.Gate.Release();
        }
    }

    private sealed class Page
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public volatile ServerRecord? Record;
    }
}
