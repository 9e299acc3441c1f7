using System.Globalization;
using Google.Protobuf;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Brings a saved state into the present form. Asked before every use of a state, also when its version is the present one.</summary>
internal static class UpgradeResourceStateRpc
{
    public static UpgradeStateResponse Answer(UpgradeStateRequest request)
    {
        if (RpcScope.Describe(request.TypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Answer(RpcScope.Describe(request.TypeName).Diagnostics, null);
        if (request.Version > description.Version)
            return Fail(description, string.Create(CultureInfo.InvariantCulture, $"Its version is {request.Version}; the newest known here is {description.Version}."));
        if (request.RawState is not { Json.IsEmpty: false } raw) return Fail(description, "It is empty.");
        try
        {
            var state = WriteOnlyValues.Without(description.Shape, JsonStateDecoder.Decode(raw.Json.Memory, description.Shape));
            return new UpgradeStateResponse
            {
                UpgradedState = new DynamicValue { Msgpack = UnsafeByteOperations.UnsafeWrap(ValueEncoder.Encode(state, description.Shape)) },
            };
        }
        catch (WireFormatException malformed)
        {
            return Fail(description, malformed.Message);
        }
    }

    public static UpgradeStateResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new UpgradeStateResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }

    private static UpgradeStateResponse Fail(ResourceDescription description, string fault) =>
        Answer([ConfigurationDiagnostics.CannotReadState(description.TypeName, fault)], description);
}
