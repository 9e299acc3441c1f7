using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Names what there is, without schemas.</summary>
internal static class GetMetadataRpc
{
    public static MetadataResponse Answer()
    {
        var response = new MetadataResponse { ServerCapabilities = GetProviderSchemaRpc.Capabilities };
        response.Resources.AddRange(ResourceSchemas.All.Select(each => new NamedType { TypeName = each.TypeName }));
        response.DataSources.AddRange(DataSourceSchemas.All.Select(each => new NamedType { TypeName = each.TypeName }));
        return response;
    }
}
