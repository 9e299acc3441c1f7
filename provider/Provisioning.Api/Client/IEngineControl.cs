using Provisioning.Api.Discovery;
using Provisioning.Api.Engines;
using Provisioning.Api.Operations;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;

namespace Provisioning.Api.Client;

/// <summary>
/// The engine as an operator's door sees it: operations and verbs. Calls start an engine where none runs, except
/// <see cref="EngineStatusAsync"/> and <see cref="StopEngineAsync"/>. An engine of another major version answers status, explain, hold,
/// unhold, the list of operations and cancel; anything else is a diagnostic.
/// </summary>
public interface IEngineControl : IAsyncDisposable
{
    /// <summary>What the engine says about itself; null where none runs. Starts nothing.</summary>
    ValueTask<Outcome<EngineStatus?>> EngineStatusAsync(CancellationToken cancellationToken);

    /// <summary>Makes the engine leave. A busy one refuses, unless what runs is to be cancelled. Starts nothing.</summary>
    ValueTask<Outcome<Acknowledgement>> StopEngineAsync(string actor, bool cancelRunning, CancellationToken cancellationToken);

    /// <summary>The operations that run, and those that ended lately.</summary>
    ValueTask<Outcome<ValueArray<OperationSummary>>> OperationsAsync(CancellationToken cancellationToken);

    /// <summary>Listens to an operation until it ends. Cancelling the token only stops the listening.</summary>
    ValueTask<Outcome<OperationSummary>> WatchAsync(
        string operationId, IProgress<OperationNotice> notices, CancellationToken cancellationToken);

    /// <summary>Tells an operation to stop by its step's class; does not wait for it.</summary>
    ValueTask<Outcome<Acknowledgement>> CancelAsync(string operationId, string actor, CancellationToken cancellationToken);

    /// <summary>How servers are, from the store.</summary>
    ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(
        DoorContext context, StatusRequest request, CancellationToken cancellationToken);

    /// <summary>What happened, oldest first.</summary>
    ValueTask<Outcome<ValueArray<HistoryRow>>> HistoryAsync(
        DoorContext context, HistoryRequest request, CancellationToken cancellationToken);

    /// <summary>Why a server is where it is.</summary>
    ValueTask<Outcome<Explanation>> ExplainAsync(DoorContext context, ExplainRequest request, CancellationToken cancellationToken);

    /// <summary>Stops all work on a server.</summary>
    ValueTask<Outcome<Acknowledgement>> HoldAsync(DoorContext context, HoldRequest request, CancellationToken cancellationToken);

    /// <summary>Lifts a hold.</summary>
    ValueTask<Outcome<Acknowledgement>> UnholdAsync(DoorContext context, UnholdRequest request, CancellationToken cancellationToken);

    /// <summary>Accepts a changed BMC certificate.</summary>
    ValueTask<Outcome<Acknowledgement>> TrustAsync(DoorContext context, TrustRequest request, CancellationToken cancellationToken);

    /// <summary>Says about a step what the engine cannot tell.</summary>
    ValueTask<Outcome<Acknowledgement>> ResolveAsync(DoorContext context, ResolveRequest request, CancellationToken cancellationToken);

    /// <summary>Stops managing a server and touches nothing of it.</summary>
    ValueTask<Outcome<Acknowledgement>> ForgetAsync(DoorContext context, ForgetRequest request, CancellationToken cancellationToken);

    /// <summary>Looks for BMCs.</summary>
    ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(
        DoorContext context, DiscoverRequest request, CancellationToken cancellationToken);

    /// <summary>Examines one BMC.</summary>
    ValueTask<Outcome<DoctorReport>> DoctorAsync(DoorContext context, DoctorRequest request, CancellationToken cancellationToken);

    /// <summary>Receipts, in the form that is verified offline.</summary>
    ValueTask<Outcome<ReceiptsExport>> ExportReceiptsAsync(
        DoorContext context, ReceiptsRequest request, CancellationToken cancellationToken);
}
