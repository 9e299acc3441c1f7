using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>
/// Asks how a resource is now. A credential that cannot be resolved is a warning here: the state may name one that the configuration has
/// since replaced, and an error would keep the user from ever getting past the refresh.
/// </summary>
internal static class ReadResourceRpc
{
    public static async Task<ReadResourceResponse> AnswerAsync(RpcScope scope, ReadResourceRequest request, CancellationToken cancellationToken)
    {
        if (RpcScope.Describe(request.TypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Answer(RpcScope.Describe(request.TypeName).Diagnostics, null);
        var errors = new List<Diagnostic>();
        var state = WireValues.Read(request.CurrentState, description.Shape, $"the state of a {description.TypeName}").Or(errors);
        if (errors.Count > 0) return Answer(errors, description);
        var access = await scope.Session.OpenAsync(CredentialUse.In(state), needed: false, cancellationToken);
        return access is Outcome<EngineAccess>.Success { Value: var opened }
            ? await AskAsync(scope, description, opened, state, request, cancellationToken)
            : Answer(access.Diagnostics, description);
    }

    public static ReadResourceResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new ReadResourceResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }

    private static async Task<ReadResourceResponse> AskAsync(
        RpcScope scope, ResourceDescription description, EngineAccess access, Value state, ReadResourceRequest request, CancellationToken cancellationToken)
    {
        var question = new ReadRequest { TypeName = description.TypeName, State = state, Private = request.Private.Memory };
        var reply = await access.Engine.ReadAsync(access.Context, question, cancellationToken);
        var diagnostics = access.Warnings.AddRange(reply.Diagnostics);
        if (diagnostics.HaveError()) return Answer(diagnostics, description);
        var read = WriteOnlyValues.Without(description.Shape, reply.State);
        var breaches = ResultCheck.OfState(description.Shape, read);
        if (!breaches.IsEmpty) return Answer(diagnostics.AddRange(breaches), description);
        var response = Answer(diagnostics, description);
        response.NewState = WireStates.Of(read, description.Shape);
        response.NewIdentity = WireIdentities.Of(description, read);
        response.Private = WireStates.Private(reply.Private);
        return response;
    }
}
