using Provisioning.Engine.Operations;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;
using Provisioning.Resources.Catalogue;
using Provisioning.Resources.Documents;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Servers;

/// <summary>One machine behind one BMC, as a door declares it.</summary>
internal sealed class ServerResource(IServerOperations operations) : IResource
{
    public ResourceDescription Description => ServerSchema.Description;

    public async ValueTask<PlanReply> PlanAsync(DoorContext context, PlanRequest request, CancellationToken cancellationToken)
    {
        if (request.Config.IsNull) return PlanDestroy(request.Prior);
        var documents = new DocumentReading();
        var desired = ServerReader.Read(request.Config, documents);
        var isCreate = request.Prior.IsNull;
        var prior = isCreate ? null : ServerState.Read(request.Prior, ServerPrivate.Read(request.PriorPrivate));
        var replaces = isCreate ? [] : ReplacesMachine(request.Config, request.Prior);
        var renamed = !isCreate && replaces.IsEmpty ? Renamed(request.Config, request.Prior) : null;
        var plan = renamed is null && IsKnownEnough(request.Config)
            ? await operations.PlanAsync(context, QueryOf(request, desired, prior), cancellationToken)
            : null;
        return new PlanReply
        {
            Planned = isCreate
                ? ServerPlanned.Create(request.Config, desired, plan)
                : ServerPlanned.Update(request.Config, request.Prior, desired, plan),
            PlannedPrivate = request.PriorPrivate,
            RequiresReplace = replaces,
            Diagnostics = documents.Diagnostics.Concat(plan?.Diagnostics ?? []).Concat(renamed is null ? [] : [renamed]).ToValueArray(),
        };
    }

    public async ValueTask<ApplyReply> ApplyAsync(
        DoorContext context, ApplyRequest request, IOperationSink sink, CancellationToken cancellationToken)
    {
        if (request.Planned.IsNull) return await DestroyAsync(context, request.Prior, request.PlannedPrivate, sink, cancellationToken);
        var documents = new DocumentReading();
        var desired = ServerReader.Read(request.Config, documents);
        var failed = request.Prior.IsNull ? Value.Null : request.Prior;
        if (documents.Diagnostics.Count > 0)
            return new ApplyReply { State = failed, Private = request.PlannedPrivate, Diagnostics = documents.Diagnostics.ToValueArray() };

        var command = new ServerApplyCommand(desired, ClaimOf(request.Prior))
        {
            Prior = request.Prior.IsNull ? null : ServerState.Read(request.Prior, ServerPrivate.Read(request.PlannedPrivate)),
            Planned = ServerState.ReadPlanned(request.Prior, request.Planned),
        };
        var outcome = await operations.ApplyAsync(context, command, sink, cancellationToken);
        return ServerApplied.Reply(request, desired, outcome);
    }

    public async ValueTask<ReadReply> ReadAsync(DoorContext context, ReadRequest request, CancellationToken cancellationToken)
    {
        var known = ServerState.Read(request.State, ServerPrivate.Read(request.Private));
        var look = new ServerLook(
            request.State.Member("name").AsText() ?? "",
            ServerReader.ReadBmc(request.State.Member("bmc")),
            ClaimOf(request.State),
            known.Bios.Keys.ToValueArray(),
            known.Firmware.Keys.ToValueArray(),
            known.BmcSettings.Keys.ToValueArray(),
            context.Site.RefreshMaxAge)
        {
            Known = known,
            Patience = ServerReader.ReadTimeouts(request.State).Read,
        };
        var outcome = await operations.ReadAsync(context, look, cancellationToken);
        if (outcome.Snapshot is not { } snapshot)
        {
            var isGone = !outcome.Diagnostics.Any(diagnostic => diagnostic.IsError);
            return new ReadReply
            {
                State = isGone ? Value.Null : request.State,
                Private = request.Private,
                Diagnostics = outcome.Diagnostics,
            };
        }

        var state = ServerState.Write(request.State, snapshot);
        if (!request.State.Member("power").IsNull && snapshot.Observed.Power is { } power)
            state = state.With("power", Value.Of(SnakeCase.Of(power.ToString())));
        return new ReadReply { State = state, Private = ServerPrivate.Of(snapshot.Observed).Write(), Diagnostics = outcome.Diagnostics };
    }

    public async ValueTask<ImportReply> ImportAsync(DoorContext context, ImportRequest request, CancellationToken cancellationToken)
    {
        if (!ServerImportId.TryParse(request.Id, out var id))
            return new ImportReply { State = Value.Null, Diagnostics = [ServerDiagnostics.IsNoImportId(request.Id)] };
        var endpoint = new BmcEndpoint(id.Address ?? "", id.Credential, [], id.ReadCredential);
        var look = new ServerLook(id.Name, endpoint, null, [], [], [], TimeSpan.Zero);
        var outcome = await operations.ImportAsync(context, look, cancellationToken);
        if (outcome.Snapshot is not { } snapshot) return new ImportReply { State = Value.Null, Diagnostics = outcome.Diagnostics };

        var state = ServerState.Write(ServerImported.Arguments(id, snapshot.Address), snapshot);
        return new ImportReply { State = state, Private = ServerPrivate.Of(snapshot.Observed).Write(), Diagnostics = outcome.Diagnostics };
    }

    private static PlanReply PlanDestroy(Value prior) => new()
    {
        Planned = Value.Null,
        Diagnostics = ServerReader.ReadDestroyRule(prior) != DestroyRule.Erase ? []
            : ServerReader.ReadAllowance(prior).DataLoss ? [PlanningDiagnostics.CannotErase(prior.Member("name").AsText() ?? "")]
            : [ServerDiagnostics.EraseIsNotAllowed(prior.Member("name").AsText() ?? "")],
    };

    private async ValueTask<ApplyReply> DestroyAsync(
        DoorContext context, Value prior, ReadOnlyMemory<byte> priorPrivate, IOperationSink sink, CancellationToken cancellationToken)
    {
        if (ClaimOf(prior) is not { } claim) return new ApplyReply { State = Value.Null };
        var command = new ServerDestroyCommand(
            prior.Member("name").AsText() ?? "",
            ServerReader.ReadBmc(prior.Member("bmc")),
            claim,
            ServerReader.ReadDestroyRule(prior),
            ServerReader.ReadAllowance(prior),
            ServerReader.ReadTimeouts(prior).Delete)
        {
            Prior = ServerState.Read(prior, ServerPrivate.Read(priorPrivate)),
        };
        var diagnostics = await operations.DestroyAsync(context, command, sink, cancellationToken);
        var failed = diagnostics.Any(diagnostic => diagnostic.IsError);
        return new ApplyReply { State = failed ? prior : Value.Null, Diagnostics = diagnostics };
    }

    private static ServerPlanQuery QueryOf(PlanRequest request, ServerDesired desired, ServerObserved? prior) => new(
        desired,
        ClaimOf(request.Prior),
        prior,
        prior is null ? null : ServerReader.ReadAllowance(request.Prior),
        LookAtMachine: true);

    private static ClaimId? ClaimOf(Value state) => state.Member("id").AsText() is { } claim ? new ClaimId(claim) : null;

    /// <summary>Whether the parts that decide a plan are known; before that, a plan would be a guess.</summary>
    private static bool IsKnownEnough(Value config) => ServerSchema.Description.Shape.Attributes
        .Where(attribute => attribute.IsWritable)
        .All(attribute => config.Member(attribute.Name).IsWhollyKnown);

    /// <summary>Why the name that is wanted cannot be had; null: it is the one before, or not known yet.</summary>
    private static Diagnostic? Renamed(Value config, Value prior) =>
        config.Member("name").AsText() is { } wanted && prior.Member("name").AsText() is { } before && wanted != before
            ? ServerDiagnostics.NameIsChanged(before, wanted)
            : null;

    /// <summary>Another machine is another object; everything else is changed in place.</summary>
    private static ValueArray<AttributePath> ReplacesMachine(Value config, Value prior)
    {
        var wanted = config.Member("expect").Member("serial").AsText();
        var present = prior.Member("serial").AsText();
        return wanted is null || present is null || wanted == present ? [] : [AttributePath.Of("expect", "serial")];
    }
}
