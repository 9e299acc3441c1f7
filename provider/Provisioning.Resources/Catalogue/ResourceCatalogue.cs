using System.Diagnostics.CodeAnalysis;
using Provisioning.Engine.Operations;
using Provisioning.Model.Collections;
using Provisioning.Resources.Documents;
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
        _byType = ValueMap<string, IResource>.From(all.Select(resource => KeyValuePair.Create(resource.Description.TypeName, resource)));
    }

    /// <summary>The types, in order.</summary>
    public IEnumerable<string> TypeNames => _byType.Keys;

    /// <summary>Finds a resource by its type.</summary>
    public bool TryFind(string typeName, [NotNullWhen(true)] out IResource? resource) => _byType.TryGetValue(typeName, out resource);
}
