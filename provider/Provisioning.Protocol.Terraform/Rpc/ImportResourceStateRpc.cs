using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Adopts what exists. Core reads the result again at once.</summary>
internal static class ImportResourceStateRpc
{
    public static async Task<ImportStateResponse> AnswerAsync(RpcScope scope, ImportStateRequest request, CancellationToken cancellationToken)
    {
        if (RpcScope.Describe(request.TypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Answer(RpcScope.Describe(request.TypeName).Diagnostics, null);
        var errors = new List<Diagnostic>();
        var identity = description.Identity is { } shape
            ? WireValues.Read(request.Identity?.IdentityData, shape, $"the identity of a {description.TypeName}").Or(errors)
            : Value.Null;
        if (errors.Count > 0) return Answer(errors, description);

        // An identity's name is what the store knows the machine by.
        var id = request.Id.Length > 0 ? request.Id : identity.Member("name").AsText() ?? "";
        var access = await scope.Session.OpenAsync(CredentialsOf(description, id), needed: true, cancellationToken);
        return access is Outcome<EngineAccess>.Success { Value: var opened }
            ? await AskAsync(description, opened, id, identity, cancellationToken)
            : Answer(access.Diagnostics, description);
    }

    public static ImportStateResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new ImportStateResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }

    private static async Task<ImportStateResponse> AskAsync(
        ResourceDescription description, EngineAccess access, string id, Value identity, CancellationToken cancellationToken)
    {
        var reply = await access.Engine.ImportAsync(
            access.Context, new ImportRequest { TypeName = description.TypeName, Id = id }, cancellationToken);
        var diagnostics = access.Warnings.AddRange(reply.Diagnostics);
        if (!diagnostics.HaveError() && Differs(identity, reply.State) is { } other) diagnostics = diagnostics.Add(other);
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
            Identity = WireIdentities.Of(description, state),
        });
        return response;
    }

    private static Diagnostic? Differs(Value identity, Value state)
    {
        if (identity.Member("uuid").AsText() is not { } wanted) return null;
        var seen = state.Member("uuid").AsText() ?? "";
        return string.Equals(wanted, seen, StringComparison.OrdinalIgnoreCase)
            ? null
            : ServerDiagnostics.HasOtherIdentity(state.Member("name").AsText() ?? "", wanted, seen);
    }

    // An id that cannot be taken apart is the engine's to refuse, with the form that it wants.
    private static ValueArray<(string Name, AttributePath At)> CredentialsOf(ResourceDescription description, string text)
    {
        if (description.TypeName != ServerSchema.TypeName || !ServerImportId.TryParse(text, out var id)) return [];
        var at = AttributePath.Of("bmc", "credential");
        return id.ReadCredential is { } reader ? [(id.Credential, at), (reader, AttributePath.Of("bmc", "read_credential"))] : [(id.Credential, at)];
    }
}
