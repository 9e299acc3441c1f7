using Provisioning.Api.Client;
using Provisioning.Api.Discovery;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Operations;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Tests.Rpc;

/// <summary>An engine that answers as the test says.</summary>
internal sealed class ScriptedEngine : IEngineClient
{
    public Func<DoorContext, PlanRequest, PlanReply> Plan { get; init; } = (_, request) => new PlanReply { Planned = request.Config };

    public Func<ApplyRequest, CancellationToken, Task<ApplyReply>> Apply { get; init; } =
        (request, _) => Task.FromResult(new ApplyReply { State = request.Planned });

    public Func<DoorContext, ReadRequest, ReadReply> Read { get; init; } = (_, request) => new ReadReply { State = request.State };

    public Func<ImportRequest, ImportReply> Import { get; init; } = _ => new ImportReply { State = Value.Null };

    public Func<StatusRequest, Outcome<ValueArray<ServerStatus>>> Status { get; init; } = request => OperationDiagnostics.IsUnknown(request.Server ?? "");

    public Func<DoorContext, DiscoverRequest, Outcome<ValueArray<DiscoveredBmc>>> Discover { get; init; } = (_, _) => ValueArray<DiscoveredBmc>.Empty;

    public int Disposals { get; private set; }

    public ValueTask<PlanReply> PlanAsync(DoorContext context, PlanRequest request, CancellationToken cancellationToken) => new(Plan(context, request));

    public ValueTask<ApplyReply> ApplyAsync(
        DoorContext context, ApplyRequest request, IProgress<OperationNotice>? events, CancellationToken cancellationToken) =>
        new(Apply(request, cancellationToken));

    public ValueTask<ReadReply> ReadAsync(DoorContext context, ReadRequest request, CancellationToken cancellationToken) => new(Read(context, request));

    public ValueTask<ImportReply> ImportAsync(DoorContext context, ImportRequest request, CancellationToken cancellationToken) =>
        new(Import(request));

    public ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(DoorContext context, StatusRequest request, CancellationToken cancellationToken) =>
        new(Status(request));

    public ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(DoorContext context, DiscoverRequest request, CancellationToken cancellationToken) =>
        new(Discover(context, request));

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return ValueTask.CompletedTask;
    }
}
