using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Says by what each resource is told from every other. Asked by cores from 1.12 on; documents have none, because their id is their content.</summary>
internal static class GetResourceIdentitySchemasRpc
{
    public static IdentitySchemasResponse Answer()
    {
        var response = new IdentitySchemasResponse();
        foreach (var description in ResourceSchemas.All)
        {
            if (WireIdentities.SchemaOf(description) is { } schema) response.IdentitySchemas.Add(description.TypeName, schema);
        }

        return response;
    }
}
