using Provisioning.Api.Client;
using Provisioning.Api.Discovery;
using Provisioning.Api.Engines;
using Provisioning.Api.Operations;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;

namespace Provisioning.Cli.Tests.Commands;

/// <summary>An engine that keeps what it was asked and answers what it was given.</summary>
internal sealed class FakeEngine : IEngineControl
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    public List<object> Asked { get; } = [];

    public DoorContext? Door { get; private set; }

    public Outcome<ValueArray<ServerStatus>> Servers { get; set; } = ValueArray<ServerStatus>.Empty;

    public Outcome<Acknowledgement> Answer { get; set; } = new Acknowledgement("It is done.");

    public Outcome<DoctorReport> Report { get; set; } = new DoctorReport("192.0.2.1", [], Now);

    public Outcome<ValueArray<DiscoveredBmc>> Found { get; set; } = ValueArray<DiscoveredBmc>.Empty;

    public Outcome<ReceiptsExport> Receipts { get; set; } = new ReceiptsExport([]);

    public ValueTask<Outcome<EngineStatus?>> EngineStatusAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<EngineStatus?>>((EngineStatus?)null);

    public ValueTask<Outcome<Acknowledgement>> StopEngineAsync(string actor, bool cancelRunning, CancellationToken cancellationToken) =>
        Keep((actor, cancelRunning), Answer);

    public ValueTask<Outcome<ValueArray<OperationSummary>>> OperationsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<ValueArray<OperationSummary>>>(ValueArray<OperationSummary>.Empty);

    public ValueTask<Outcome<OperationSummary>> WatchAsync(
        string operationId, IProgress<OperationNotice> notices, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nobody watches here.");

    public ValueTask<Outcome<Acknowledgement>> CancelAsync(string operationId, string actor, CancellationToken cancellationToken) =>
        Keep((operationId, actor), Answer);

    public ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(
        DoorContext context, StatusRequest request, CancellationToken cancellationToken) => Keep(context, request, Servers);

    public ValueTask<Outcome<ValueArray<HistoryRow>>> HistoryAsync(
        DoorContext context, HistoryRequest request, CancellationToken cancellationToken) =>
        Keep<Outcome<ValueArray<HistoryRow>>>(context, request, ValueArray<HistoryRow>.Empty);

    public ValueTask<Outcome<Explanation>> ExplainAsync(DoorContext context, ExplainRequest request, CancellationToken cancellationToken) =>
        Keep<Outcome<Explanation>>(
            context, request, new Explanation(request.Server, "It is held.", ["a reason"], ["a person"], ["nothing"], [new(Now, "journal", "held")], Now));

    public ValueTask<Outcome<Acknowledgement>> HoldAsync(DoorContext context, HoldRequest request, CancellationToken cancellationToken) =>
        Keep(context, request, Answer);

    public ValueTask<Outcome<Acknowledgement>> UnholdAsync(DoorContext context, UnholdRequest request, CancellationToken cancellationToken) =>
        Keep(context, request, Answer);

    public ValueTask<Outcome<Acknowledgement>> TrustAsync(DoorContext context, TrustRequest request, CancellationToken cancellationToken) =>
        Keep(context, request, Answer);

    public ValueTask<Outcome<Acknowledgement>> ResolveAsync(DoorContext context, ResolveRequest request, CancellationToken cancellationToken) =>
        Keep(context, request, Answer);

    public ValueTask<Outcome<Acknowledgement>> ForgetAsync(DoorContext context, ForgetRequest request, CancellationToken cancellationToken) =>
        Keep(context, request, Answer);

    public ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(
        DoorContext context, DiscoverRequest request, CancellationToken cancellationToken) =>
        Keep(context, request, Found);

    public ValueTask<Outcome<DoctorReport>> DoctorAsync(DoorContext context, DoctorRequest request, CancellationToken cancellationToken) =>
        Keep(context, request, Report);

    public ValueTask<Outcome<ReceiptsExport>> ExportReceiptsAsync(
        DoorContext context, ReceiptsRequest request, CancellationToken cancellationToken) => Keep(context, request, Receipts);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ValueTask<T> Keep<T>(DoorContext door, object request, T answer)
    {
        Door = door;
        return Keep(request, answer);
    }

    private ValueTask<T> Keep<T>(object request, T answer)
    {
        Asked.Add(request);
        return ValueTask.FromResult(answer);
    }
}
