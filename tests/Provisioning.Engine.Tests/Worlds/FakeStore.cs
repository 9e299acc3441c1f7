using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Stores;
using Provisioning.Model.Collections;
using Provisioning.Model.Sites;
using Provisioning.Model.Stores;

namespace Provisioning.Engine.Tests.Worlds;

/// <summary>One engine's way to the disk. A commit is a point at which the engine may die: before it and after it.</summary>
internal sealed class FakeStore(FakeDisk disk, CrashPlan crash) : IEngineStore
{
    public long Epoch { get; } = ++disk.Generation;

    public ValueTask<ValueArray<ServerRecord>> LoadServersAsync(CancellationToken cancellationToken) => ValueTask.FromResult(disk.Servers.Values.ToValueArray());

    public async ValueTask<long> AppendAsync(JournalEntry entry, ServerRecord projection, CancellationToken cancellationToken)
    {
        if (entry.Event is JournalEvent.Claimed && disk.ClaimsWaitFor is { } gate) await gate;
        if (disk.IsFull) throw Full();
        var label = entry.Event.GetType().Name;
        crash.Point($"journal {label}: before the commit");
        lock (disk)
        {
            disk.Journal.Add(new JournalRow(disk.Journal.Count + 1, Epoch, entry));
            disk.Servers[entry.Server] = projection;
        }

        crash.Point($"journal {label}: after the commit");
        return disk.Journal.Count;
    }

    public ValueTask<ValueArray<JournalRow>> ReadJournalAsync(string? server, int limit, CancellationToken cancellationToken) => ValueTask.FromResult(
        disk.Journal.Where(row => server is null || row.Entry.Server == server).TakeLast(limit).ToValueArray());

    public ValueTask<bool> TakeLeaseAsync(string server, string operation, CancellationToken cancellationToken)
    {
        crash.Point("lease.take");
        if (disk.Leases.TryGetValue(server, out var lease) && lease.Epoch == Epoch && lease.Operation != operation) return ValueTask.FromResult(false);
        disk.Leases[server] = (operation, Epoch);
        return ValueTask.FromResult(true);
    }

    public ValueTask ReleaseLeaseAsync(string server, string operation, CancellationToken cancellationToken)
    {
        crash.Alive();
        if (disk.IsFull) throw Full();
        disk.Leases.Remove(server);
        return ValueTask.CompletedTask;
    }

    public ValueTask<(MediaSettings Media, LimitSettings Limits)?> ReadSiteAsync(CancellationToken cancellationToken) => ValueTask.FromResult(disk.Site);

    public ValueTask SaveSiteAsync(MediaSettings media, LimitSettings limits, CancellationToken cancellationToken)
    {
        disk.Site = (media, limits);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> ReadCapabilitiesAsync(string address, CancellationToken cancellationToken) =>
        ValueTask.FromResult(disk.Capabilities.GetValueOrDefault(address));

    public ValueTask SaveCapabilitiesAsync(string address, string capabilities, CancellationToken cancellationToken)
    {
        crash.Alive();
        disk.Capabilities[address] = capabilities;
        return ValueTask.CompletedTask;
    }

    private static StoreException Full() => new(StoreDiagnostics.IsFull("journal.db"));
}
