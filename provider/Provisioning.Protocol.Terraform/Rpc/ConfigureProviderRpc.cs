using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Sites;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Takes the provider's arguments. No engine is started, no file's content read and no credential resolved before one is needed.</summary>
internal static class ConfigureProviderRpc
{
    public static async Task<ConfigureResponse> AnswerAsync(RpcScope scope, ConfigureRequest request, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        var errors = new List<Diagnostic>();
        var config = WireValues.Read(request.Config, ProviderSchema.Shape, "the provider's configuration").Or(errors);
        if (errors.Count > 0) return Answer(errors);
        var outcome = ProviderArguments.From(config, environment);
        if (outcome is Outcome<ProviderArguments>.Success success) await scope.Sessions.ConfigureAsync(scope.Connection, success.Value, cancellationToken);
        return Answer(outcome.Diagnostics);
    }

    public static ConfigureResponse Answer(IEnumerable<Diagnostic> diagnostics)
    {
        var response = new ConfigureResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, ProviderSchema.Shape));
        return response;
    }
}
