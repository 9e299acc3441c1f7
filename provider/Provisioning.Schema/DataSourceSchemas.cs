using System.Diagnostics.CodeAnalysis;
using Provisioning.Model.Collections;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Discovery;
using Provisioning.Schema.Drift;
using Provisioning.Schema.Servers;

namespace Provisioning.Schema;

/// <summary>Every data source there is, one line each: what can be asked, and is never written.</summary>
public static class DataSourceSchemas
{
    /// <summary>All descriptions, in the order in which the documentation shows them.</summary>
    public static ValueArray<ResourceDescription> All { get; } = [ServerDataSchema.Description, DiscoveryDataSchema.Description, DriftDataSchema.Description];

    /// <summary>Finds a description by the data source's type.</summary>
    public static bool TryFind(string typeName, [NotNullWhen(true)] out ResourceDescription? description)
    {
        description = All.FirstOrDefault(candidate => candidate.TypeName == typeName);
        return description is not null;
    }
}
