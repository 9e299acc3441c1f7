using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Checking;
using Provisioning.Schema.Sites;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Checks the provider's arguments as they are written; the environment is looked at when the provider is configured.</summary>
internal static class ValidateProviderConfigRpc
{
    public static ValidateProviderResponse Answer(ValidateProviderRequest request)
    {
        var errors = new List<Diagnostic>();
        var config = WireValues.Read(request.Config, ProviderSchema.Shape, "the provider's configuration").Or(errors);
        if (errors.Count == 0 && !config.IsNull) errors.AddRange(ConfigurationCheck.Of(ProviderSchema.Shape, config, AttributePath.Root));
        return Answer(errors);
    }

    public static ValidateProviderResponse Answer(IEnumerable<Diagnostic> diagnostics)
    {
        var response = new ValidateProviderResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, ProviderSchema.Shape));
        return response;
    }
}
