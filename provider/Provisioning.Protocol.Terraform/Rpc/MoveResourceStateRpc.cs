using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>
/// Takes over the state of an object from another provider address: the same program, found under another name (a mirror before, a registry
/// now). Core handles a <c>moved</c> within one address by itself. An object of another type is something else, and is refused.
/// </summary>
internal static class MoveResourceStateRpc
{
    public static MoveStateResponse Answer(MoveStateRequest request)
    {
        if (RpcScope.Describe(request.TargetTypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Answer(RpcScope.Describe(request.TargetTypeName).Diagnostics, null);
        if (request.SourceTypeName != request.TargetTypeName || !IsOurs(request.SourceProviderAddress))
            return Answer([ConfigurationDiagnostics.CannotMove(request.SourceProviderAddress, request.SourceTypeName, request.TargetTypeName)], description);
        var upgraded = SavedValues.State(description, request.SourceSchemaVersion, request.SourceState);
        if (upgraded is not Outcome<Value>.Success { Value: var state }) return Answer(upgraded.Diagnostics, description);
        // Every state of ours has an id; one that has none was made by something else that bears our name.
        if (state.Member("id").AsText() is null)
            return Answer([ConfigurationDiagnostics.CannotMove(request.SourceProviderAddress, request.SourceTypeName, request.TargetTypeName)], description);
        return new MoveStateResponse
        {
            TargetState = WireStates.Of(state, description.Shape),
            TargetPrivate = request.SourcePrivate,
            TargetIdentity = WireIdentities.Of(description, state),
        };
    }

    public static MoveStateResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new MoveStateResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }

    // HOST/NAMESPACE/TYPE; host and namespace are the operator's to choose.
    private static bool IsOurs(string address) => address.EndsWith("/baremetal", StringComparison.Ordinal);
}
