using Provisioning.Engine.Drift;
using Provisioning.Engine.Operations;
using Provisioning.Model.Collections;
using Provisioning.Model.Sites;
using Provisioning.Resources.Catalogue;
using Provisioning.Resources.Documents;
using Provisioning.Resources.Servers;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Drift;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Drift;

/// <summary>A machine held against documents.</summary>
internal sealed class DriftSource(IServerOperations operations) : IDataSource
{
    public ResourceDescription Description => DriftDataSchema.Description;

    public async ValueTask<ReadReply> ReadAsync(DoorContext context, ReadRequest request, CancellationToken cancellationToken)
    {
        var documents = new DocumentReading();
        var desired = ServerReader.Read(request.State, documents);
        if (documents.Diagnostics.Count > 0) return new ReadReply { State = Value.Null, Diagnostics = documents.Diagnostics.ToValueArray() };
        var drift = await operations.DriftAsync(context, desired, request.State.Member("bmc").Member("fingerprint").AsText(), cancellationToken);
        if (drift.Identity is not { } identity) return new ReadReply { State = Value.Null, Diagnostics = drift.Diagnostics };
        return new ReadReply
        {
            State = request.State
                .With("uuid", Value.Of(identity.Uuid.ToString("D")))
                .With("serial", Value.Of(identity.Serial.Trim()))
                .With("manufacturer", Value.Of(identity.Manufacturer))
                .With("model", Value.Of(identity.Model))
                .With("bmc_fingerprint", Value.Of(drift.Fingerprint))
                .With("in_sync", Value.Of(drift.Values.IsEmpty))
                .With("differences", Value.Of(drift.Values.Select(Difference))),
            Diagnostics = drift.Diagnostics,
        };
    }

    private static Value Difference(DriftedValue value) => Value.Of(
    [
        KeyValuePair.Create("path", Value.Of(value.Path)),
        KeyValuePair.Create("wanted", Value.Of(value.Wanted)),
        KeyValuePair.Create("seen", Value.Of(value.Seen)),
    ]);
}
