using Provisioning.Api.Discovery;
using Provisioning.Api.Operations;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Engine.Administration;
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
    IServerAdministration administration,
    DiscoveryCalls discovery,
    ReceiptCalls receipts,
    IAsyncDisposable engine) : IEngineFacade
{
    private const int StandardHistory = 200;

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

    public async ValueTask<Outcome<ValueArray<Api.Servers.ServerStatus>>> StatusAsync(
        DoorContext door, StatusRequest request, CancellationToken cancellationToken)
    {
        var all = await administration.StatusAsync(request.Server, cancellationToken);
        return all.Select(AdministrationMapping.ToApi).ToValueArray();
    }

    public async ValueTask<Outcome<ValueArray<HistoryRow>>> HistoryAsync(
        DoorContext door, HistoryRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Limit > 0 ? request.Limit : StandardHistory;
        var rows = await administration.HistoryAsync(request.Server, limit, cancellationToken);
        return rows
            .Where(row => request.OperationId is null || row.Operation == request.OperationId)
            .Select(AdministrationMapping.ToApi)
            .ToValueArray();
    }

    public async ValueTask<Outcome<Explanation>> ExplainAsync(DoorContext door, ExplainRequest request, CancellationToken cancellationToken)
    {
        var explained = await administration.ExplainAsync(request.Server, cancellationToken);
        return explained.Match(
            success => new Outcome<Explanation>.Success(AdministrationMapping.ToApi(success.Value), success.Warnings),
            failure => Outcome<Explanation>.Fail(failure.Errors));
    }

    public async ValueTask<Outcome<Acknowledgement>> HoldAsync(DoorContext door, HoldRequest request, CancellationToken cancellationToken)
    {
        var order = new HoldOrder(request.Reason, request.Until, request.Ticket);
        var held = await administration.HoldAsync(Caller(door), request.Server, order, cancellationToken);
        return AdministrationMapping.Acknowledge(held, status => $"{status.Name} is held: {request.Reason}");
    }

    public async ValueTask<Outcome<Acknowledgement>> UnholdAsync(DoorContext door, UnholdRequest request, CancellationToken cancellationToken)
    {
        var lifted = await administration.UnholdAsync(Caller(door), request.Server, cancellationToken);
        return AdministrationMapping.Acknowledge(lifted, status => $"{status.Name} is no longer held.");
    }

    public async ValueTask<Outcome<Acknowledgement>> TrustAsync(DoorContext door, TrustRequest request, CancellationToken cancellationToken)
    {
        var trusted = await administration.TrustAsync(Caller(door), request.Server, request.Fingerprint, cancellationToken);
        return AdministrationMapping.Acknowledge(trusted, status => request.Fingerprint is { } fingerprint
            ? $"{status.Name}: the certificate {fingerprint} is trusted."
            : $"{status.Name}: the certificate of the next contact is trusted.");
    }

    public async ValueTask<Outcome<Acknowledgement>> ResolveAsync(DoorContext door, ResolveRequest request, CancellationToken cancellationToken)
    {
        var resolution = AdministrationMapping.ToEngine(request.Resolution);
        var resolved = await administration.ResolveAsync(Caller(door), request.Server, request.Step, resolution, cancellationToken);
        return AdministrationMapping.Acknowledge(
            resolved, status => $"{status.Name}: step {request.Step} is taken as {request.Resolution.ToString().ToLowerInvariant()}.");
    }

    public async ValueTask<Outcome<Acknowledgement>> ForgetAsync(DoorContext door, ForgetRequest request, CancellationToken cancellationToken)
    {
        var forgotten = await administration.ForgetAsync(Caller(door), request.Server, cancellationToken);
        return AdministrationMapping.Acknowledge(forgotten, status => $"{status.Name} is forgotten; nothing of it was touched.");
    }

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

    private static OperatorCaller Caller(DoorContext door) => new(door.Actor, door.Door);
}
