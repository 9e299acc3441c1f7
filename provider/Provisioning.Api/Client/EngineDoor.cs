using Provisioning.Api.Discovery;
using Provisioning.Api.Local;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Api.Client;

/// <summary>Where a door gets its engine from.</summary>
public static class EngineDoor
{
    /// <summary>
    /// The engine of a site. Where no place can be made out for its store, the client answers every call with the reason.
    /// </summary>
    /// <param name="site">The site's name.</param>
    /// <param name="stateFolder">The folder of all stores; null for the one that the environment names.</param>
    /// <param name="environment">The environment of the door.</param>
    /// <param name="program">What to start an engine with.</param>
    public static IEngineClient Open(
        string site, string? stateFolder, IReadOnlyDictionary<string, string> environment, EngineProgram program)
    {
        var named = stateFolder is null
            ? environment
            : new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["BAREMETAL_STATE"] = stateFolder };
        return EnginePlace.OfSite(site, named).Match<IEngineClient>(
            success => new EngineClient(new EngineClientOptions { Place = success.Value, Program = program }),
            failure => new NoEngine(failure.Errors));
    }

    /// <summary>Says why there is no engine.</summary>
    private sealed class NoEngine(ValueArray<Diagnostic> reasons) : IEngineClient
    {
        public ValueTask<PlanReply> PlanAsync(DoorContext context, PlanRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new PlanReply { Planned = request.Prior, PlannedPrivate = request.PriorPrivate, Diagnostics = reasons });

        public ValueTask<ApplyReply> ApplyAsync(
            DoorContext context, ApplyRequest request, IProgress<OperationNotice>? events, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new ApplyReply { State = request.Prior, Private = request.PlannedPrivate, Diagnostics = reasons });

        public ValueTask<ReadReply> ReadAsync(DoorContext context, ReadRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new ReadReply { State = request.State, Private = request.Private, Diagnostics = reasons });

        public ValueTask<ImportReply> ImportAsync(DoorContext context, ImportRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new ImportReply { State = Value.Null, Diagnostics = reasons });

        public ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(DoorContext context, StatusRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Outcome<ValueArray<ServerStatus>>.Fail(reasons));

        public ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(DoorContext context, DiscoverRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Outcome<ValueArray<DiscoveredBmc>>.Fail(reasons));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
