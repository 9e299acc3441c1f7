using Provisioning.Api.Discovery;
using Provisioning.Api.Operations;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;

namespace Provisioning.Host.Serving;

/// <summary>
/// What the engine process serves: the engine itself, put together by <c>Composition</c>. Calls come concurrently. A token that fires means
/// that a person or a door asked for a stop: stop by the class of the step and come back with the partial result as a value, not with an
/// exception. Expected failures are diagnostics in the reply; an exception becomes BM9001.
/// </summary>
public interface IEngineFacade : IAsyncDisposable
{
    /// <summary>The generation under which journal rows and leases are written: <see cref="EngineStart.Generation"/> or above it.</summary>
    long Generation { get; }

    /// <summary>What would happen. The token fires when the door is gone.</summary>
    ValueTask<PlanReply> PlanAsync(DoorContext door, PlanRequest request, IOperationSink sink, CancellationToken cancellationToken);

    /// <summary>Does what was planned. Outlives its door; the token fires only on a cancel or when the engine is told to leave.</summary>
    ValueTask<ApplyReply> ApplyAsync(DoorContext door, ApplyRequest request, IOperationSink sink, CancellationToken cancellationToken);

    /// <summary>How it is now. The token fires when the door is gone.</summary>
    ValueTask<ReadReply> ReadAsync(DoorContext door, ReadRequest request, IOperationSink sink, CancellationToken cancellationToken);

    /// <summary>Adopts what exists. The token fires when the door is gone.</summary>
    ValueTask<ImportReply> ImportAsync(DoorContext door, ImportRequest request, IOperationSink sink, CancellationToken cancellationToken);

    /// <summary>How servers are, from the store; asks no BMC.</summary>
    ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(
        DoorContext door, StatusRequest request, CancellationToken cancellationToken);

    /// <summary>What happened, oldest first.</summary>
    ValueTask<Outcome<ValueArray<HistoryRow>>> HistoryAsync(
        DoorContext door, HistoryRequest request, CancellationToken cancellationToken);

    /// <summary>Why a server is where it is.</summary>
    ValueTask<Outcome<Explanation>> ExplainAsync(DoorContext door, ExplainRequest request, CancellationToken cancellationToken);

    /// <summary>Stops all work on a server.</summary>
    ValueTask<Outcome<Acknowledgement>> HoldAsync(DoorContext door, HoldRequest request, CancellationToken cancellationToken);

    /// <summary>Lifts a hold.</summary>
    ValueTask<Outcome<Acknowledgement>> UnholdAsync(DoorContext door, UnholdRequest request, CancellationToken cancellationToken);

    /// <summary>Accepts a changed BMC certificate.</summary>
    ValueTask<Outcome<Acknowledgement>> TrustAsync(DoorContext door, TrustRequest request, CancellationToken cancellationToken);

    /// <summary>Says about a step what the engine cannot tell.</summary>
    ValueTask<Outcome<Acknowledgement>> ResolveAsync(DoorContext door, ResolveRequest request, CancellationToken cancellationToken);

    /// <summary>Stops managing a server and touches nothing of it.</summary>
    ValueTask<Outcome<Acknowledgement>> ForgetAsync(DoorContext door, ForgetRequest request, CancellationToken cancellationToken);

    /// <summary>Looks for BMCs; writes nothing.</summary>
    ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(
        DoorContext door, DiscoverRequest request, IOperationSink sink, CancellationToken cancellationToken);

    /// <summary>Examines one BMC; writes nothing.</summary>
    ValueTask<Outcome<DoctorReport>> DoctorAsync(
        DoorContext door, DoctorRequest request, IOperationSink sink, CancellationToken cancellationToken);

    /// <summary>Receipts, in the form that is verified offline.</summary>
    ValueTask<Outcome<ReceiptsExport>> ExportReceiptsAsync(
        DoorContext door, ReceiptsRequest request, CancellationToken cancellationToken);
}
