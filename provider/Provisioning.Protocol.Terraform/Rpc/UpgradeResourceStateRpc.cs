using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Brings a saved state into the present form. Asked before every use of a state, also when its version is the present one.</summary>
internal static class UpgradeResourceStateRpc
{
    public static UpgradeStateResponse Answer(UpgradeStateRequest request)
    {
        if (RpcScope.Describe(request.TypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Answer(RpcScope.Describe(request.TypeName).Diagnostics, null);
        var read = SavedValues.State(description, request.Version, request.RawState);
        return read is Outcome<Value>.Success { Value: var state }
            ? new UpgradeStateResponse { UpgradedState = WireStates.Of(state, description.Shape) }
            : Answer(read.Diagnostics, description);
    }

    public static UpgradeStateResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new UpgradeStateResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }
}
