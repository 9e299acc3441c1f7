using Provisioning.Model.Servers;
using Provisioning.Model.Sites;
using Provisioning.Resources.Catalogue;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Host.Composition;

/// <summary>Finds the resource of a request; a type that nobody knows is a diagnostic and changes nothing.</summary>
internal sealed class ResourceCalls(ResourceCatalogue catalogue, SiteInForce site)
{
    public ValueTask<PlanReply> PlanAsync(DoorContext door, PlanRequest request, CancellationToken cancellationToken) =>
        catalogue.TryFind(request.TypeName, out var resource)
            ? resource.PlanAsync(door, request, cancellationToken)
            : ValueTask.FromResult(new PlanReply
            {
                Planned = request.Prior,
                Diagnostics = [ServerDiagnostics.TypeIsUnknown(request.TypeName)],
            });

    public ValueTask<ApplyReply> ApplyAsync(
        DoorContext door, ApplyRequest request, Serving.IOperationSink sink, CancellationToken cancellationToken)
    {
        site.Set(door.Site);
        return catalogue.TryFind(request.TypeName, out var resource)
            ? resource.ApplyAsync(door, request, new SinkAdapter(sink), cancellationToken)
            : ValueTask.FromResult(new ApplyReply
            {
                State = request.Prior,
                Private = request.PlannedPrivate,
                Diagnostics = [ServerDiagnostics.TypeIsUnknown(request.TypeName)],
            });
    }

    public ValueTask<ReadReply> ReadAsync(DoorContext door, ReadRequest request, CancellationToken cancellationToken) =>
        catalogue.TryFind(request.TypeName, out var resource)
            ? resource.ReadAsync(door, request, cancellationToken)
            : catalogue.TryFindSource(request.TypeName, out var source)
            ? source.ReadAsync(door, request, cancellationToken)
            : ValueTask.FromResult(new ReadReply
            {
                State = request.State,
                Private = request.Private,
                Diagnostics = [ServerDiagnostics.TypeIsUnknown(request.TypeName)],
            });

    public ValueTask<ImportReply> ImportAsync(DoorContext door, ImportRequest request, CancellationToken cancellationToken) =>
        catalogue.TryFind(request.TypeName, out var resource)
            ? resource.ImportAsync(door, request, cancellationToken)
            : ValueTask.FromResult(new ImportReply
            {
                State = Value.Null,
                Diagnostics = [ServerDiagnostics.TypeIsUnknown(request.TypeName)],
            });
}
