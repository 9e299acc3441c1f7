using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Stores;
using Provisioning.Host.Composition;
using Provisioning.Host.Logs;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Operations;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Host.Tests.Composition;

public sealed class LoggedStoreTests : IEngineStore, IEngineLog
{
    private readonly List<string> _lines = [];

    public long Epoch => 4;

    [Fact]
    public async Task Each_row_of_the_journal_is_a_line_of_the_log_with_server_step_and_code()
    {
        var store = new LoggedStore(this, this);
        var fault = new FaultNote(FaultKind.Local, OperationDiagnostics.CameToNothing("n1", "Write the image", "no agent"), [], "image.write", 1);
        await AppendAsync(store, new JournalEvent.HoldSet(new HoldNote("fans", "olga", DateTimeOffset.UnixEpoch, null, "T-1")));
        await AppendAsync(store, new JournalEvent.StepFailed(2, "image.write", fault));
        await AppendAsync(store, new JournalEvent.AttemptEnded(2, AttemptState.Failed, fault));

        Assert.Equal("Info server=n1 operation=op-1 hold: held: fans [T-1]", _lines[0]);
        Assert.StartsWith("Warning server=n1 operation=op-1 step=image.write code=BM8207 failed:", _lines[1], StringComparison.Ordinal);
        Assert.EndsWith("no agent", _lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Error server=n1 operation=op-1 code=BM8207 ended:", _lines[2], StringComparison.Ordinal);
    }

    void IEngineLog.Write(EngineLogLevel level, string text) => _lines.Add($"{level} {text}");

    public ValueTask<long> AppendAsync(JournalEntry entry, ServerRecord projection, CancellationToken cancellationToken) => ValueTask.FromResult(1L);

    public ValueTask<ValueArray<ServerRecord>> LoadServersAsync(CancellationToken cancellationToken) => throw Unasked();

    public ValueTask<ValueArray<JournalRow>> ReadJournalAsync(string? server, int limit, CancellationToken cancellationToken) => throw Unasked();

    public ValueTask<bool> TakeLeaseAsync(string server, string operation, CancellationToken cancellationToken) => throw Unasked();

    public ValueTask ReleaseLeaseAsync(string server, string operation, CancellationToken cancellationToken) => throw Unasked();

    public ValueTask<(MediaSettings Media, LimitSettings Limits)?> ReadSiteAsync(CancellationToken cancellationToken) => throw Unasked();

    public ValueTask SaveSiteAsync(MediaSettings media, LimitSettings limits, CancellationToken cancellationToken) => throw Unasked();

    public ValueTask<string?> ReadCapabilitiesAsync(string address, CancellationToken cancellationToken) => throw Unasked();

    public ValueTask SaveCapabilitiesAsync(string address, string capabilities, CancellationToken cancellationToken) => throw Unasked();

    private static async Task AppendAsync(LoggedStore store, JournalEvent @event)
    {
        var entry = new JournalEntry(DateTimeOffset.UnixEpoch, "n1", "op-1", "tina", "terraform", @event);
        var record = new ServerRecord
        {
            Name = "n1",
            Site = "test",
            Address = "192.0.2.1",
            Identity = new ServerIdentity(Guid.Empty, "SN1", "Contoso", "C1"),
            Claim = new ClaimId("c1"),
        };
        await store.AppendAsync(entry, record, TestContext.Current.CancellationToken);
    }

    private static InvalidOperationException Unasked() => new("Nobody asks this here.");
}
