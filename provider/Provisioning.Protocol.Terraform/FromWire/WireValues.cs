using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.FromWire;

/// <summary>Reads the values of requests; a value that cannot be read is a diagnostic, whatever the bytes are.</summary>
internal static class WireValues
{
    /// <summary>One object, in either encoding; an absent value is null.</summary>
    /// <param name="value">What came.</param>
    /// <param name="shape">What it must be.</param>
    /// <param name="what">What it is, for the diagnostic: "the configuration of a baremetal_server".</param>
    public static Outcome<Value> Read(DynamicValue? value, ObjectShape shape, string what)
    {
        try
        {
            if (value is null) return Value.Null;
            if (!value.Msgpack.IsEmpty) return ValueDecoder.Decode(value.Msgpack.Span, shape);
            return value.Json.IsEmpty ? Value.Null : JsonStateDecoder.Decode(value.Json.Memory, shape);
        }
        catch (WireFormatException malformed)
        {
            return ConfigurationDiagnostics.CannotReadRequest(what, malformed.Message);
        }
    }
}
