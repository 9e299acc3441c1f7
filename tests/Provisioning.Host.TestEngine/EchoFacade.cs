using Provisioning.Api.Discovery;
using Provisioning.Api.Operations;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Host.Serving;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Host.TestEngine;

/// <summary>
/// An engine without machines. An apply counts itself, says so, and waits for the file that its configuration names as <c>gate</c>; a
/// cancelled one comes back with what it had. A server named <c>throws</c> makes it throw with the caller's password in the message.
/// </summary>
public sealed class EchoFacade(EngineStart start) : IEngineFacade
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private int _applies;

    /// <inheritdoc/>
    public long Generation => start.Generation;

    /// <inheritdoc/>
    public ValueTask<PlanReply> PlanAsync(
        DoorContext door, PlanRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new PlanReply { Planned = request.Config.With("id", Value.Unknown), PlannedPrivate = request.PriorPrivate });

    /// <inheritdoc/>
    public async ValueTask<ApplyReply> ApplyAsync(
        DoorContext door, ApplyRequest request, IOperationSink sink, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _applies);
        var name = request.Config.Member("name").AsText() ?? "";
        sink.Started($"engine-{number}");
        sink.Transition(name, $"apply {number} begins");
        if (name == "throws") throw new InvalidOperationException($"The password is {door.Credentials[0].Password.Reveal()}");
        var gate = request.Config.Member("gate").AsText() ?? "";
        while (gate.Length > 0 && !File.Exists(gate))
        {
            if (start.Guard.Check() is { } lost) return Stopped(request, lost);
            if (cancellationToken.IsCancellationRequested)
            {
                return Stopped(request, InternalDiagnostics.UnexpectedFault.Occurs("Stopped where it was", "A cancel came."));
            }

            sink.Progress(name, "waits");
            await Task.Delay(Pause, CancellationToken.None);
        }

        sink.Transition(name, $"apply {number} ends");
        return new ApplyReply { State = request.Config.With("id", Value.Of($"apply-{number}")), Private = request.PlannedPrivate };
    }

    /// <inheritdoc/>
    public ValueTask<ReadReply> ReadAsync(
        DoorContext door, ReadRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ReadReply { State = request.State, Private = request.Private });

    /// <inheritdoc/>
    public ValueTask<ImportReply> ImportAsync(
        DoorContext door, ImportRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ImportReply { State = Value.Of([KeyValuePair.Create("name", Value.Of(request.Id))]) });

    /// <inheritdoc/>
    public ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(
        DoorContext door, StatusRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<ValueArray<ServerStatus>>>(ValueArray.Create<ServerStatus>([
            new ServerStatus { Name = request.Server ?? "n01", Claim = "c", BmcAddress = "192.0.2.1", Lifecycle = "Ready" }]));

    /// <inheritdoc/>
    public ValueTask<Outcome<ValueArray<HistoryRow>>> HistoryAsync(
        DoorContext door, HistoryRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<ValueArray<HistoryRow>>>(ValueArray<HistoryRow>.Empty);

    /// <inheritdoc/>
    public ValueTask<Outcome<Explanation>> ExplainAsync(
        DoorContext door, ExplainRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<Explanation>>(new Explanation(request.Server, "It is Ready.", [], [], [], [], null));

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> HoldAsync(DoorContext door, HoldRequest request, CancellationToken cancellationToken) =>
        Done($"{request.Server} is held by {door.Actor}: {request.Reason}");

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> UnholdAsync(DoorContext door, UnholdRequest request, CancellationToken cancellationToken) =>
        Done($"{request.Server} is free");

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> TrustAsync(DoorContext door, TrustRequest request, CancellationToken cancellationToken) =>
        Done($"{request.Server} is trusted");

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> ResolveAsync(DoorContext door, ResolveRequest request, CancellationToken cancellationToken) =>
        Done($"{request.Step} is {request.Resolution}");

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> ForgetAsync(DoorContext door, ForgetRequest request, CancellationToken cancellationToken) =>
        Done($"{request.Server} is forgotten");

    /// <inheritdoc/>
    public ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(
        DoorContext door, DiscoverRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<ValueArray<DiscoveredBmc>>>(request.Targets
            .Select(target => new DiscoveredBmc { Address = target, ObservedAt = start.Time.GetUtcNow() }).ToValueArray());

    /// <inheritdoc/>
    public ValueTask<Outcome<DoctorReport>> DoctorAsync(
        DoorContext door, DoctorRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<DoctorReport>>(new DoctorReport(request.Address, [], start.Time.GetUtcNow()));

    /// <inheritdoc/>
    public ValueTask<Outcome<ReceiptsExport>> ExportReceiptsAsync(
        DoorContext door, ReceiptsRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<ReceiptsExport>>(new ReceiptsExport([]));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ApplyReply Stopped(ApplyRequest request, Diagnostic why) =>
        new() { State = request.Prior, Private = request.PlannedPrivate, Diagnostics = [why] };

    private static ValueTask<Outcome<Acknowledgement>> Done(string text) =>
        ValueTask.FromResult<Outcome<Acknowledgement>>(new Acknowledgement(text));
}
