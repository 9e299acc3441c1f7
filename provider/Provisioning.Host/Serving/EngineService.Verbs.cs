using Grpc.Core;
using Provisioning.Api.FromWire;
using Provisioning.Api.Operations;
using Provisioning.Api.ToWire;
using Provisioning.Api.Wire;
using Provisioning.Model.Diagnostics;
using DoorContext = Provisioning.Model.Sites.DoorContext;
using OperationKind = Provisioning.Api.Operations.OperationKind;

namespace Provisioning.Host.Serving;

/// <summary>The verbs of an operator.</summary>
internal sealed partial class EngineService
{
    /// <inheritdoc/>
    public override Task<StatusAnswer> Status(StatusCall request, ServerCallContext context) => AskAsync(
        "status",
        request.Door,
        request.FromWire,
        (door, asked) => facade.StatusAsync(door, asked, context.CancellationToken),
        outcome => outcome.ToWire(),
        diagnostic => new StatusAnswer { Diagnostics = { diagnostic.ToWire() } },
        context.CancellationToken);

    /// <inheritdoc/>
    public override Task<HistoryAnswer> History(HistoryCall request, ServerCallContext context) => AskAsync(
        "history",
        request.Door,
        request.FromWire,
        (door, asked) => facade.HistoryAsync(door, asked, context.CancellationToken),
        outcome => outcome.ToWire(),
        diagnostic => new HistoryAnswer { Diagnostics = { diagnostic.ToWire() } },
        context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ExplainAnswer> Explain(ExplainCall request, ServerCallContext context) => AskAsync(
        "explain",
        request.Door,
        request.FromWire,
        (door, asked) => facade.ExplainAsync(door, asked, context.CancellationToken),
        outcome => outcome.ToWire(),
        diagnostic => new ExplainAnswer { Diagnostics = { diagnostic.ToWire() } },
        context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ActionAnswer> Hold(HoldCall request, ServerCallContext context) => ActAsync(
        "hold", request.Door, request.FromWire, (door, asked) => facade.HoldAsync(door, asked, context.CancellationToken), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ActionAnswer> Unhold(UnholdCall request, ServerCallContext context) => ActAsync(
        "unhold", request.Door, request.FromWire, (door, asked) => facade.UnholdAsync(door, asked, context.CancellationToken), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ActionAnswer> Trust(TrustCall request, ServerCallContext context) => ActAsync(
        "trust", request.Door, request.FromWire, (door, asked) => facade.TrustAsync(door, asked, context.CancellationToken), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ActionAnswer> Resolve(ResolveCall request, ServerCallContext context) => ActAsync(
        "resolve", request.Door, request.FromWire, (door, asked) => facade.ResolveAsync(door, asked, context.CancellationToken), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ActionAnswer> Forget(ForgetCall request, ServerCallContext context) => ActAsync(
        "forget", request.Door, request.FromWire, (door, asked) => facade.ForgetAsync(door, asked, context.CancellationToken), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<DiscoverAnswer> Discover(DiscoverCall request, ServerCallContext context) => AttachedAsync(
        OperationKind.Discover,
        string.Join(' ', request.Targets),
        request.Door,
        request.FromWire,
        facade.DiscoverAsync,
        outcome => outcome.ToWire(),
        diagnostic => new DiscoverAnswer { Diagnostics = { diagnostic.ToWire() } },
        context.CancellationToken);

    /// <inheritdoc/>
    public override Task<DoctorAnswer> Doctor(DoctorCall request, ServerCallContext context) => AttachedAsync(
        OperationKind.Doctor,
        request.Address,
        request.Door,
        request.FromWire,
        facade.DoctorAsync,
        outcome => outcome.ToWire(),
        diagnostic => new DoctorAnswer { Diagnostics = { diagnostic.ToWire() } },
        context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ExportReceiptsAnswer> ExportReceipts(ExportReceiptsCall request, ServerCallContext context) => AskAsync(
        "the export of receipts",
        request.Door,
        request.FromWire,
        (door, asked) => facade.ExportReceiptsAsync(door, asked, context.CancellationToken),
        outcome => outcome.ToWire(),
        diagnostic => new ExportReceiptsAnswer { Diagnostics = { diagnostic.ToWire() } },
        context.CancellationToken);

    private Task<ActionAnswer> ActAsync<TRequest>(
        string name,
        Api.Wire.DoorContext? door,
        Func<TRequest> read,
        Func<DoorContext, TRequest, ValueTask<Outcome<Acknowledgement>>> work,
        CancellationToken cancellationToken) => AskAsync(
            name, door, read, work, outcome => outcome.ToWire(), diagnostic => Refused(diagnostic), cancellationToken);
}
