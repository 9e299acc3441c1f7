using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Brings a saved identity into the present form.</summary>
internal static class UpgradeResourceIdentityRpc
{
    public static UpgradeIdentityResponse Answer(UpgradeIdentityRequest request)
    {
        if (RpcScope.Describe(request.TypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Answer(RpcScope.Describe(request.TypeName).Diagnostics);
        if (description.Identity is not { } shape)
            return Answer([ConfigurationDiagnostics.CannotReadState(description.TypeName, "This type has no identity.")]);
        var read = SavedValues.Read(description.TypeName, shape, request.Version, WireIdentities.Version, request.RawIdentity);
        return read is Outcome<Value>.Success { Value: var identity }
            ? new UpgradeIdentityResponse { UpgradedIdentity = WireIdentities.Of(identity, shape) }
            : Answer(read.Diagnostics);
    }

    public static UpgradeIdentityResponse Answer(IEnumerable<Diagnostic> diagnostics)
    {
        var response = new UpgradeIdentityResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, ObjectShape.Of()));
        return response;
    }
}
