using System.Globalization;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
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
        var read = Read(description, request.Version, request.RawState);
        return read is Outcome<Value>.Success { Value: var state }
            ? new UpgradeStateResponse { UpgradedState = WireStates.Of(state, description.Shape) }
            : Answer(read.Diagnostics, description);
    }

    /// <summary>Reads a state of any version up to the present one: what is no longer described is dropped, what is new is null.</summary>
    public static Outcome<Value> Read(ResourceDescription description, long version, RawState? raw)
    {
        if (version > description.Version)
            return Fault(description, string.Create(CultureInfo.InvariantCulture, $"Its version is {version}; the newest known here is {description.Version}."));
        if (raw is not { Json.IsEmpty: false }) return Fault(description, "It is empty.");
        try
        {
            return WriteOnlyValues.Without(description.Shape, JsonStateDecoder.Decode(raw.Json.Memory, description.Shape));
        }
        catch (WireFormatException malformed)
        {
            return Fault(description, malformed.Message);
        }
    }

    public static UpgradeStateResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new UpgradeStateResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }

    private static Diagnostic Fault(ResourceDescription description, string fault) =>
        ConfigurationDiagnostics.CannotReadState(description.TypeName, fault);
}
