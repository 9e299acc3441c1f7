using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Checking;
using Provisioning.Schema.Descriptions;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Checks a resource's configuration against its description. Needs neither a configured provider nor an engine.</summary>
internal static class ValidateResourceConfigRpc
{
    public static ValidateResourceResponse Answer(ValidateResourceRequest request)
    {
        if (RpcScope.Describe(request.TypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Answer(RpcScope.Describe(request.TypeName).Diagnostics, null);
        var errors = new List<Diagnostic>();
        var config = WireValues.Read(request.Config, description.Shape, $"the configuration of a {description.TypeName}").Or(errors);
        if (errors.Count > 0) return Answer(errors, description);
        errors.AddRange(ConfigurationCheck.Of(description, config));
        if (request.ClientCapabilities is not { WriteOnlyAttributesAllowed: true })
            errors.AddRange(WriteOnlyValues.Given(description.Shape, config, AttributePath.Root).Select(ConfigurationDiagnostics.CannotBeWriteOnly));
        return Answer(errors, description);
    }

    public static ValidateResourceResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new ValidateResourceResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }
}
