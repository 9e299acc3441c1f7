using Provisioning.Api.Discovery;
using Provisioning.Api.Operations;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Host.Serving;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;

namespace Provisioning.Host.Composition;

/// <summary>The engine as its process serves it: resources, administration, discovery and receipts over one store.</summary>
internal sealed class EngineFacade(
    long generation,
    ResourceCalls resources,
    ServerCalls servers,
    DiscoveryCalls discovery,
    ReceiptCalls receipts,
    IAsyncDisposable engine) : IEngineFacade
{
    public long Generation => generation;

    public ValueTask<PlanReply> PlanAsync(DoorContext door, PlanRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        resources.PlanAsync(door, request, cancellationToken);

    public ValueTask<ApplyReply> ApplyAsync(DoorContext door, ApplyRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        resources.ApplyAsync(door, request, sink, cancellationToken);

    public ValueTask<ReadReply> ReadAsync(DoorContext door, ReadRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        resources.ReadAsync(door, request, cancellationToken);

    public ValueTask<ImportReply> ImportAsync(
        DoorContext door, ImportRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        resources.ImportAsync(door, request, cancellationToken);

    public ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(
        DoorContext door, StatusRequest request, CancellationToken cancellationToken) => servers.StatusAsync(request, cancellationToken);

    public ValueTask<Outcome<ValueArray<HistoryRow>>> HistoryAsync(
        DoorContext door, HistoryRequest request, CancellationToken cancellationToken) => servers.HistoryAsync(request, cancellationToken);

    public ValueTask<Outcome<Explanation>> ExplainAsync(DoorContext door, ExplainRequest request, CancellationToken cancellationToken) =>
        servers.ExplainAsync(request, cancellationToken);

    public ValueTask<Outcome<Acknowledgement>> HoldAsync(DoorContext door, HoldRequest request, CancellationToken cancellationToken) =>
        servers.HoldAsync(door, request, cancellationToken);

    public ValueTask<Outcome<Acknowledgement>> UnholdAsync(DoorContext door, UnholdRequest request, CancellationToken cancellationToken) =>
        servers.UnholdAsync(door, request, cancellationToken);

    public ValueTask<Outcome<Acknowledgement>> TrustAsync(DoorContext door, TrustRequest request, CancellationToken cancellationToken) =>
        servers.TrustAsync(door, request, cancellationToken);

    public ValueTask<Outcome<Acknowledgement>> ResolveAsync(DoorContext door, ResolveRequest request, CancellationToken cancellationToken) =>
        servers.ResolveAsync(door, request, cancellationToken);

    public ValueTask<Outcome<Acknowledgement>> ForgetAsync(DoorContext door, ForgetRequest request, CancellationToken cancellationToken) =>
        servers.ForgetAsync(door, request, cancellationToken);

    public ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(
        DoorContext door, DiscoverRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        discovery.DiscoverAsync(door, request, sink, cancellationToken);

    public ValueTask<Outcome<DoctorReport>> DoctorAsync(
        DoorContext door, DoctorRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        discovery.DoctorAsync(door, request, cancellationToken);

    public ValueTask<Outcome<ReceiptsExport>> ExportReceiptsAsync(
        DoorContext door, ReceiptsRequest request, CancellationToken cancellationToken) =>
        receipts.ExportAsync(request, cancellationToken);

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
