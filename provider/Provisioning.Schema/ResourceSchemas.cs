using System.Diagnostics.CodeAnalysis;
using Provisioning.Model.Collections;
using Provisioning.Schema.Attestation;
using Provisioning.Schema.Bios;
using Provisioning.Schema.BmcConfiguration;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Firmware;
using Provisioning.Schema.Imaging;
using Provisioning.Schema.Networks;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Validation;

namespace Provisioning.Schema;

/// <summary>Every resource there is, one line each.</summary>
public static class ResourceSchemas
{
    /// <summary>All descriptions, in the order in which the documentation shows them.</summary>
    public static ValueArray<ResourceDescription> All { get; } =
    [
        ServerSchema.Description,
        BiosProfileSchema.Description,
        FirmwareBaselineSchema.Description,
        OsImageSchema.Description,
        BmcProfileSchema.Description,
        ValidationProfileSchema.Description,
        AttestationPolicySchema.Description,
        NetworkProfileSchema.Description,
    ];

    /// <summary>Finds a description by the resource's type.</summary>
    public static bool TryFind(string typeName, [NotNullWhen(true)] out ResourceDescription? description)
    {
        foreach (var candidate in All)
        {
            if (candidate.TypeName != typeName) continue;
            description = candidate;
            return true;
        }

        description = null;
        return false;
    }
}
