using System.Diagnostics.CodeAnalysis;
using Provisioning.Engine.Operations;
using Provisioning.Model.Collections;
using Provisioning.Resources.Documents;
using Provisioning.Resources.Drift;
using Provisioning.Resources.Servers;
using Provisioning.Schema.Attestation;
using Provisioning.Schema.Bios;
using Provisioning.Schema.BmcConfiguration;
using Provisioning.Schema.Firmware;
using Provisioning.Schema.Imaging;
using Provisioning.Schema.Networks;
using Provisioning.Schema.Validation;

namespace Provisioning.Resources.Catalogue;

/// <summary>Every resource there is, one line each: the way into the product for whoever reads its code.</summary>
public sealed class ResourceCatalogue
{
    private readonly ValueMap<string, IResource> _byType;
    private readonly ValueMap<string, IDataSource> _sources;

    /// <summary>Makes the catalogue over one engine.</summary>
    public ResourceCatalogue(IServerOperations operations)
    {
        IResource[] all =
        [
            new ServerResource(operations),
            new DocumentResource(BiosProfileSchema.Description),
            new DocumentResource(FirmwareBaselineSchema.Description),
            new DocumentResource(OsImageSchema.Description),
            new DocumentResource(BmcProfileSchema.Description),
            new DocumentResource(ValidationProfileSchema.Description),
            new DocumentResource(AttestationPolicySchema.Description),
            new DocumentResource(NetworkProfileSchema.Description),
        ];
        IDataSource[] sources = [new DriftSource(operations)];
        _sources = ValueMap<string, IDataSource>.From(sources.Select(source => KeyValuePair.Create(source.Description.TypeName, source)));
        _byType = ValueMap<string, IResource>.From(all.Select(resource => KeyValuePair.Create(resource.Description.TypeName, resource)));
    }

    /// <summary>The types, in order.</summary>
    public IEnumerable<string> TypeNames => _byType.Keys;

    /// <summary>Finds a resource by its type.</summary>
    public bool TryFind(string typeName, [NotNullWhen(true)] out IResource? resource) => _byType.TryGetValue(typeName, out resource);

    /// <summary>Finds a data source that asks machines by its type.</summary>
    public bool TryFindSource(string typeName, [NotNullWhen(true)] out IDataSource? source) => _sources.TryGetValue(typeName, out source);
}
