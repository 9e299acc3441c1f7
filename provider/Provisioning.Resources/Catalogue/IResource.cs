using Provisioning.Engine.Operations;
using Provisioning.Model.Sites;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Requests;

namespace Provisioning.Resources.Catalogue;

/// <summary>One kind of object that a door can declare: it turns neutral values into the engine's records, and what the engine says back into values.</summary>
public interface IResource
{
    /// <summary>What it is.</summary>
    ResourceDescription Description { get; }

    /// <summary>What would happen. Values come from prior, private and configuration alone; the store and the machine only add diagnostics.</summary>
    ValueTask<PlanReply> PlanAsync(DoorContext context, PlanRequest request, CancellationToken cancellationToken);

    /// <summary>Does what was planned.</summary>
    ValueTask<ApplyReply> ApplyAsync(DoorContext context, ApplyRequest request, IOperationSink sink, CancellationToken cancellationToken);

    /// <summary>How it is now.</summary>
    ValueTask<ReadReply> ReadAsync(DoorContext context, ReadRequest request, CancellationToken cancellationToken);

    /// <summary>Adopts what exists.</summary>
    ValueTask<ImportReply> ImportAsync(DoorContext context, ImportRequest request, CancellationToken cancellationToken);
}
