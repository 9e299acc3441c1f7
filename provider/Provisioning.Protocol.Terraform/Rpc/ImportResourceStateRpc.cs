using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Servers;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Adopts what exists. Core reads the result again at once.</summary>
internal static class ImportResourceStateRpc
{
    public static async Task<ImportStateResponse> AnswerAsync(RpcScope scope, ImportStateRequest request, CancellationToken cancellationToken)
    {
        if (RpcScope.Describe(request.TypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Answer(RpcScope.Describe(request.TypeName).Diagnostics, null);
        var access = await scope.Session.OpenAsync(CredentialsOf(request), needed: true, cancellationToken);
        return access is Outcome<EngineAccess>.Success { Value: var opened }
            ? await AskAsync(scope, description, opened, request, cancellationToken)
            : Answer(access.Diagnostics, description);
    }

    public static ImportStateResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new ImportStateResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }

    private static async Task<ImportStateResponse> AskAsync(
        RpcScope scope, ResourceDescription description, EngineAccess access, ImportStateRequest request, CancellationToken cancellationToken)
    {
        var reply = await access.Engine.ImportAsync(
            access.Context, new ImportRequest { TypeName = description.TypeName, Id = request.Id }, cancellationToken);
        var diagnostics = access.Warnings.AddRange(reply.Diagnostics);
        if (diagnostics.HaveError()) return Answer(diagnostics, description);
        var state = WriteOnlyValues.Without(description.Shape, reply.State);
        diagnostics = diagnostics.AddRange(ResultCheck.OfState(description.Shape, state));
        var response = Answer(diagnostics, description);
        if (diagnostics.HaveError()) return response;
        response.ImportedResources.Add(new ImportedState
        {
            TypeName = description.TypeName,
            State = WireStates.Of(state, description.Shape),
            Private = WireStates.Private(reply.Private),
        });
        return response;
    }

    // An id that cannot be taken apart is the engine's to refuse, with the form that it wants.
    private static ValueArray<(string Name, AttributePath At)> CredentialsOf(ImportStateRequest request)
    {
        if (request.TypeName != ServerSchema.TypeName || !ServerImportId.TryParse(request.Id, out var id)) return [];
        var at = AttributePath.Of("bmc", "credential");
        return id.ReadCredential is { } reader ? [(id.Credential, at), (reader, AttributePath.Of("bmc", "read_credential"))] : [(id.Credential, at)];
    }
}
