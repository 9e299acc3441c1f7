using Provisioning.Model.Sites;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Requests;

namespace Provisioning.Resources.Catalogue;

/// <summary>Something that a door can ask for and never writes.</summary>
public interface IDataSource
{
    /// <summary>What it is.</summary>
    ResourceDescription Description { get; }

    /// <summary>Its value for the arguments that <see cref="ReadRequest.State"/> holds.</summary>
    ValueTask<ReadReply> ReadAsync(DoorContext context, ReadRequest request, CancellationToken cancellationToken);
}
