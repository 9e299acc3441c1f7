using Provisioning.Api.Discovery;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;

namespace Provisioning.Api.Client;

/// <summary>
/// The engine as a door sees it. An implementation that finds no engine for the store starts one on the first call. A connection lost in
/// the middle is answered by a diagnostic (BM81xx), never by an exception; a cancelled token asks the engine to stop the operation by its
/// step's class and waits for its partial result.
/// </summary>
public interface IEngineClient : IAsyncDisposable
{
    /// <summary>What would happen.</summary>
    ValueTask<PlanReply> PlanAsync(DoorContext context, PlanRequest request, CancellationToken cancellationToken);

    /// <summary>Does what was planned. Events are dropped when <paramref name="events"/> is null.</summary>
    ValueTask<ApplyReply> ApplyAsync(
        DoorContext context, ApplyRequest request, IProgress<OperationNotice>? events, CancellationToken cancellationToken);

    /// <summary>How it is now.</summary>
    ValueTask<ReadReply> ReadAsync(DoorContext context, ReadRequest request, CancellationToken cancellationToken);

    /// <summary>Adopts what exists.</summary>
    ValueTask<ImportReply> ImportAsync(DoorContext context, ImportRequest request, CancellationToken cancellationToken);

    /// <summary>How servers are, from what the store knows.</summary>
    ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(DoorContext context, StatusRequest request, CancellationToken cancellationToken);

    /// <summary>Looks for BMCs.</summary>
    ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(DoorContext context, DiscoverRequest request, CancellationToken cancellationToken);
}
