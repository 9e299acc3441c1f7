using Provisioning.Api.FromWire;
using Provisioning.Api.ToWire;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Api.Client;

/// <summary>Resources.</summary>
public sealed partial class EngineClient
{
    /// <inheritdoc/>
    public async ValueTask<PlanReply> PlanAsync(DoorContext context, PlanRequest request, CancellationToken cancellationToken)
    {
        var outcome = await CallAsync<Wire.PlanAnswer, PlanReply>(
            "plan",
            anyMajor: false,
            LongCall,
            (api, options) => api.PlanAsync(request.ToWire(context), options),
            answer => answer.FromWire(),
            cancellationToken);
        return outcome.Match(
            success => success.Value,
            failure => new PlanReply { Planned = request.Prior, PlannedPrivate = request.PriorPrivate, Diagnostics = failure.Errors });
    }

    /// <inheritdoc/>
    public async ValueTask<ReadReply> ReadAsync(DoorContext context, ReadRequest request, CancellationToken cancellationToken)
    {
        var outcome = await CallAsync<Wire.ReadAnswer, ReadReply>(
            "read",
            anyMajor: false,
            LongCall,
            (api, options) => api.ReadAsync(request.ToWire(context), options),
            answer => answer.FromWire(),
            cancellationToken);
        return outcome.Match(
            success => success.Value,
            failure => new ReadReply { State = request.State, Private = request.Private, Diagnostics = failure.Errors });
    }

    /// <inheritdoc/>
    public async ValueTask<ImportReply> ImportAsync(DoorContext context, ImportRequest request, CancellationToken cancellationToken)
    {
        var outcome = await CallAsync<Wire.ImportAnswer, ImportReply>(
            "import",
            anyMajor: false,
            LongCall,
            (api, options) => api.ImportAsync(request.ToWire(context), options),
            answer => answer.FromWire(),
            cancellationToken);
        return outcome.Match(
            success => success.Value,
            failure => new ImportReply { State = Value.Null, Diagnostics = failure.Errors });
    }

    /// <inheritdoc/>
    public async ValueTask<ApplyReply> ApplyAsync(
        DoorContext context, ApplyRequest request, IProgress<OperationNotice>? events, CancellationToken cancellationToken)
    {
        var wire = request.ToWire(context);
        var outcome = await OnConnectionAsync(
            "apply",
            anyMajor: false,
            connection => new ApplyingCall(connection.Api, _options).RunAsync(wire, events, cancellationToken),
            cancellationToken);
        return outcome.Match(success => success.Value, failure => NotDone(request, failure.Errors));
    }

    /// <summary>Prior values stand for what nobody confirmed; a create that failed leaves nothing, so nothing is tainted.</summary>
    private static ApplyReply NotDone(ApplyRequest request, IEnumerable<Diagnostic> errors) => new()
    {
        State = request.Prior,
        Private = request.Prior.IsNull ? ReadOnlyMemory<byte>.Empty : request.PlannedPrivate,
        Diagnostics = [.. errors],
    };
}
