using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.DataSources;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Reads a data source. Core asks only once its configuration is wholly known.</summary>
internal static class ReadDataSourceRpc
{
    public static async Task<ReadDataSourceResponse> AnswerAsync(RpcScope scope, ReadDataSourceRequest request, CancellationToken cancellationToken)
    {
        var described = RpcScope.DescribeData(request.TypeName);
        if (described is not Outcome<ResourceDescription>.Success { Value: var description }) return Answer(described.Diagnostics, null);
        var errors = new List<Diagnostic>();
        var config = WireValues.Read(request.Config, description.Shape, $"the configuration of the data source {description.TypeName}").Or(errors);
        if (errors.Count > 0) return Answer(errors, description);
        var access = await scope.Session.OpenAsync(DataSourceReader.CredentialsOf(config), needed: true, cancellationToken);
        return access is Outcome<EngineAccess>.Success { Value: var opened }
            ? await AskAsync(description, opened, config, cancellationToken)
            : Answer(access.Diagnostics, description);
    }

    public static ReadDataSourceResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new ReadDataSourceResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }

    private static async Task<ReadDataSourceResponse> AskAsync(
        ResourceDescription description, EngineAccess access, Value config, CancellationToken cancellationToken)
    {
        var read = await DataSourceReader.ReadAsync(description.TypeName, access, config, cancellationToken);
        if (read is not Outcome<Value>.Success { Value: var value }) return Answer(access.Warnings.AddRange(read.Diagnostics), description);
        var breaches = ResultCheck.OfState(description.Shape, value);
        var response = Answer(access.Warnings.AddRange(read.Diagnostics).AddRange(breaches), description);
        if (breaches.IsEmpty) response.State = WireStates.Of(value, description.Shape);
        return response;
    }
}
