using Provisioning.Engine.Operations;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;
using Provisioning.Resources.Catalogue;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Documents;

/// <summary>
/// A content-addressed document: pure, no machine is touched, nothing is stored. Its id is known at plan as soon as its inputs are, and
/// <c>ref</c> carries the content to the servers that use it.
/// </summary>
internal sealed class DocumentResource(ResourceDescription description) : IResource
{
    public ResourceDescription Description => description;

    public ValueTask<PlanReply> PlanAsync(DoorContext context, PlanRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new PlanReply { Planned = StateOf(request.Config) });

    public ValueTask<ApplyReply> ApplyAsync(
        DoorContext context, ApplyRequest request, IOperationSink sink, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ApplyReply { State = request.Planned.IsNull ? Value.Null : StateOf(request.Config) });

    public ValueTask<ReadReply> ReadAsync(DoorContext context, ReadRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ReadReply { State = request.State, Private = request.Private });

    public ValueTask<ImportReply> ImportAsync(DoorContext context, ImportRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ImportReply
        {
            State = Value.Null,
            Diagnostics = [ServerDiagnostics.DocumentIsNotImported(description.TypeName)],
        });

    private Value StateOf(Value config) => config.IsNull ? Value.Null : DocumentState.Of(description, config);
}
