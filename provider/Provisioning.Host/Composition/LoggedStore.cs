using Provisioning.Engine.Administration;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Stores;
using Provisioning.Host.Logs;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;

namespace Provisioning.Host.Composition;

/// <summary>A store whose rows also go to the engine's log, once they are durable: what a journal may hold is no secret.</summary>
internal sealed class LoggedStore(IEngineStore store, IEngineLog log) : IEngineStore
{
    public long Epoch => store.Epoch;

    public async ValueTask<long> AppendAsync(JournalEntry entry, ServerRecord projection, CancellationToken cancellationToken)
    {
        try
        {
            var sequence = await store.AppendAsync(entry, projection, cancellationToken);
            Note(HistoryEntry.Of(new JournalRow(sequence, store.Epoch, entry)), entry.Event);
            return sequence;
        }
        catch (StoreException exception)
        {
            log.Write(EngineLogLevel.Error, $"server={entry.Server} code={exception.Diagnostic.Code} {exception.Diagnostic.Summary}: {exception.Diagnostic.Seen}");
            throw;
        }
    }

    public ValueTask<ValueArray<ServerRecord>> LoadServersAsync(CancellationToken cancellationToken) => store.LoadServersAsync(cancellationToken);

    public ValueTask<ValueArray<JournalRow>> ReadJournalAsync(string? server, int limit, CancellationToken cancellationToken) =>
        store.ReadJournalAsync(server, limit, cancellationToken);

    public ValueTask<bool> TakeLeaseAsync(string server, string operation, CancellationToken cancellationToken) =>
        store.TakeLeaseAsync(server, operation, cancellationToken);

    public ValueTask ReleaseLeaseAsync(string server, string operation, CancellationToken cancellationToken) =>
        store.ReleaseLeaseAsync(server, operation, cancellationToken);

    public ValueTask<(MediaSettings Media, LimitSettings Limits)?> ReadSiteAsync(CancellationToken cancellationToken) => store.ReadSiteAsync(cancellationToken);

    public ValueTask SaveSiteAsync(MediaSettings media, LimitSettings limits, CancellationToken cancellationToken) =>
        store.SaveSiteAsync(media, limits, cancellationToken);

    public ValueTask<string?> ReadCapabilitiesAsync(string address, CancellationToken cancellationToken) => store.ReadCapabilitiesAsync(address, cancellationToken);

    public ValueTask SaveCapabilitiesAsync(string address, string capabilities, CancellationToken cancellationToken) =>
        store.SaveCapabilitiesAsync(address, capabilities, cancellationToken);

    private void Note(HistoryEntry row, JournalEvent @event)
    {
        var fault = @event switch
        {
            JournalEvent.StepFailed failed => failed.Fault.Diagnostic,
            JournalEvent.AttemptEnded ended => ended.Fault?.Diagnostic,
            _ => null,
        };
        var level = @event switch
        {
            JournalEvent.AttemptEnded when fault is not null => EngineLogLevel.Error,
            JournalEvent.StepFailed or JournalEvent.RemedyTaken => EngineLogLevel.Warning,
            _ => EngineLogLevel.Info,
        };
        log.Write(level, $"server={row.Server}{Field("operation", row.Operation)}{Field("step", row.Step)}{Code(fault)} {row.Kind}: {row.Text}{Seen(fault)}");
    }

    private static string Field(string name, string? value) => value is null ? "" : $" {name}={value}";

    private static string Code(Diagnostic? fault) => fault is null ? "" : $" code={fault.Code}";

    private static string Seen(Diagnostic? fault) => fault is null || fault.Seen.Length == 0 ? "" : $"; {fault.Seen}";
}
