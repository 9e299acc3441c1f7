using System.Globalization;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Brings a saved identity into the present form.</summary>
internal static class UpgradeResourceIdentityRpc
{
    public static UpgradeIdentityResponse Answer(UpgradeIdentityRequest request)
    {
        if (RpcScope.Describe(request.TypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Answer(RpcScope.Describe(request.TypeName).Diagnostics);
        if (description.Identity is not { } shape) return Fail(description, "This type has no identity.");
        if (request.Version > WireIdentities.Version)
            return Fail(description, string.Create(CultureInfo.InvariantCulture, $"Its identity has version {request.Version}; the newest known here is {WireIdentities.Version}."));
        if (request.RawIdentity is not { Json.IsEmpty: false } raw) return Fail(description, "Its identity is empty.");
        try
        {
            return new UpgradeIdentityResponse { UpgradedIdentity = WireIdentities.Of(JsonStateDecoder.Decode(raw.Json.Memory, shape), shape) };
        }
        catch (WireFormatException malformed)
        {
            return Fail(description, malformed.Message);
        }
    }

    public static UpgradeIdentityResponse Answer(IEnumerable<Diagnostic> diagnostics)
    {
        var response = new UpgradeIdentityResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, ObjectShape.Of()));
        return response;
    }

    private static UpgradeIdentityResponse Fail(ResourceDescription description, string fault) =>
        Answer([ConfigurationDiagnostics.CannotReadState(description.TypeName, fault)]);
}
