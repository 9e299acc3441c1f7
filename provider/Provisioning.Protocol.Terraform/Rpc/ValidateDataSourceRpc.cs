using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Checking;
using Provisioning.Schema.Descriptions;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Checks a data source's configuration against its description. Needs neither a configured provider nor an engine.</summary>
internal static class ValidateDataSourceRpc
{
    public static ValidateDataSourceResponse Answer(ValidateDataSourceRequest request)
    {
        var described = RpcScope.DescribeData(request.TypeName);
        if (described is not Outcome<ResourceDescription>.Success { Value: var description }) return Answer(described.Diagnostics, null);
        var errors = new List<Diagnostic>();
        var config = WireValues.Read(request.Config, description.Shape, $"the configuration of the data source {description.TypeName}").Or(errors);
        if (errors.Count == 0) errors.AddRange(ConfigurationCheck.Of(description, config));
        return Answer(errors, description);
    }

    public static ValidateDataSourceResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new ValidateDataSourceResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }
}
