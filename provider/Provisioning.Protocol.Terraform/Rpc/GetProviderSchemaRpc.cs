using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema;
using Provisioning.Schema.Sites;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Says what there is. Asked once for each command, because the answer may be kept; needs no engine.</summary>
internal static class GetProviderSchemaRpc
{
    /// <summary>What this provider can do beyond the first version of the protocol.</summary>
    public static ServerCapabilities Capabilities => new() { PlanDestroy = true, GetProviderSchemaOptional = true, MoveResourceState = true };

    public static SchemaResponse Answer()
    {
        var response = new SchemaResponse
        {
            Provider = WireSchemas.Of(ProviderSchema.Shape, ProviderSchema.Version, ProviderSchema.Summary),
            ServerCapabilities = Capabilities,
        };
        foreach (var description in ResourceSchemas.All)
            response.ResourceSchemas.Add(description.TypeName, WireSchemas.Of(description.Shape, description.Version, description.Summary));
        foreach (var description in DataSourceSchemas.All)
            response.DataSourceSchemas.Add(description.TypeName, WireSchemas.Of(description.Shape, description.Version, description.Summary));
        return response;
    }
}
