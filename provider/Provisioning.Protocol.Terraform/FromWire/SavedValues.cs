using System.Globalization;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.FromWire;

/// <summary>Reads what core has kept in a state file: objects of any version up to the present one.</summary>
internal static class SavedValues
{
    /// <summary>The state of a resource: what is no longer described is dropped, what is new is null.</summary>
    public static Outcome<Value> State(ResourceDescription description, long version, RawState? raw) =>
        Read(description.TypeName, description.Shape, version, description.Version, raw);

    /// <summary>An object of the given form.</summary>
    /// <param name="typeName">The resource's type, for the diagnostic.</param>
    /// <param name="shape">The present form.</param>
    /// <param name="version">The version that was saved.</param>
    /// <param name="newest">The newest version that is known here.</param>
    /// <param name="raw">What was saved.</param>
    public static Outcome<Value> Read(string typeName, ObjectShape shape, long version, long newest, RawState? raw)
    {
        if (version > newest) return Fault(string.Create(CultureInfo.InvariantCulture, $"Its version is {version}; the newest known here is {newest}."));
        if (raw is not { Json.IsEmpty: false }) return Fault("It is empty.");
        try
        {
            return WriteOnlyValues.Without(shape, JsonStateDecoder.Decode(raw.Json.Memory, shape));
        }
        catch (WireFormatException malformed)
        {
            return Fault(malformed.Message);
        }

        Outcome<Value> Fault(string what) => ConfigurationDiagnostics.CannotReadState(typeName, what);
    }
}
