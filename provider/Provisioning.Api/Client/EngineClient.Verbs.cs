using Grpc.Core;
using Provisioning.Api.Discovery;
using Provisioning.Api.FromWire;
using Provisioning.Api.Operations;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Api.ToWire;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;

namespace Provisioning.Api.Client;

/// <summary>The verbs of an operator.</summary>
public sealed partial class EngineClient
{
    /// <inheritdoc/>
    public ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(
        DoorContext context, StatusRequest request, CancellationToken cancellationToken) =>
        CallAsync<Wire.StatusAnswer, ValueArray<ServerStatus>>(
            "status",
            anyMajor: true,
            ShortCall,
            (api, options) => api.StatusAsync(request.ToWire(context), options),
            answer => answer.FromWire(),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<ValueArray<HistoryRow>>> HistoryAsync(
        DoorContext context, HistoryRequest request, CancellationToken cancellationToken) =>
        CallAsync<Wire.HistoryAnswer, ValueArray<HistoryRow>>(
            "history",
            anyMajor: false,
            ShortCall,
            (api, options) => api.HistoryAsync(request.ToWire(context), options),
            answer => answer.FromWire(),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<Explanation>> ExplainAsync(
        DoorContext context, ExplainRequest request, CancellationToken cancellationToken) =>
        CallAsync<Wire.ExplainAnswer, Explanation>(
            "explain",
            anyMajor: true,
            ShortCall,
            (api, options) => api.ExplainAsync(request.ToWire(context), options),
            answer => answer.FromWire(),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> HoldAsync(
        DoorContext context, HoldRequest request, CancellationToken cancellationToken) =>
        ActAsync("hold", anyMajor: true, (api, options) => api.HoldAsync(request.ToWire(context), options), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> UnholdAsync(
        DoorContext context, UnholdRequest request, CancellationToken cancellationToken) =>
        ActAsync("unhold", anyMajor: true, (api, options) => api.UnholdAsync(request.ToWire(context), options), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> TrustAsync(
        DoorContext context, TrustRequest request, CancellationToken cancellationToken) =>
        ActAsync("trust", anyMajor: false, (api, options) => api.TrustAsync(request.ToWire(context), options), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> ResolveAsync(
        DoorContext context, ResolveRequest request, CancellationToken cancellationToken) =>
        ActAsync("resolve", anyMajor: false, (api, options) => api.ResolveAsync(request.ToWire(context), options), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> ForgetAsync(
        DoorContext context, ForgetRequest request, CancellationToken cancellationToken) =>
        ActAsync("forget", anyMajor: false, (api, options) => api.ForgetAsync(request.ToWire(context), options), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(
        DoorContext context, DiscoverRequest request, CancellationToken cancellationToken) =>
        CallAsync<Wire.DiscoverAnswer, ValueArray<DiscoveredBmc>>(
            "discover",
            anyMajor: false,
            LongCall,
            (api, options) => api.DiscoverAsync(request.ToWire(context), options),
            answer => answer.FromWire(),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<DoctorReport>> DoctorAsync(
        DoorContext context, DoctorRequest request, CancellationToken cancellationToken) =>
        CallAsync<Wire.DoctorAnswer, DoctorReport>(
            "doctor",
            anyMajor: false,
            LongCall,
            (api, options) => api.DoctorAsync(request.ToWire(context), options),
            answer => answer.FromWire(),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<ReceiptsExport>> ExportReceiptsAsync(
        DoorContext context, ReceiptsRequest request, CancellationToken cancellationToken) =>
        CallAsync<Wire.ExportReceiptsAnswer, ReceiptsExport>(
            "the export of receipts",
            anyMajor: false,
            LongCall,
            (api, options) => api.ExportReceiptsAsync(request.ToWire(context), options),
            answer => answer.FromWire(),
            cancellationToken);

    private ValueTask<Outcome<Acknowledgement>> ActAsync(
        string name,
        bool anyMajor,
        Func<Wire.EngineApi.EngineApiClient, CallOptions, AsyncUnaryCall<Wire.ActionAnswer>> call,
        CancellationToken cancellationToken) =>
        CallAsync(name, anyMajor, ShortCall, call, Read, cancellationToken);
}
