using System.Security.Cryptography;
using Google.Protobuf;
using Provisioning.Api.Wire;

namespace Provisioning.Host.Operations;

/// <summary>By what an apply is known again when the next door asks for it.</summary>
internal static class ApplyIdentity
{
    /// <summary>A digest over what is asked for, without the door that asks and what its plan kept for itself. Stays in memory.</summary>
    public static string Digest(ApplyCall call)
    {
        var asked = new ApplyCall { TypeName = call.TypeName, Prior = call.Prior, Planned = call.Planned, Config = call.Config };
        return Convert.ToHexStringLower(SHA256.HashData(asked.ToByteArray()));
    }

    /// <summary>What an operation works on: the type and the object's name, from the first of the values that names it.</summary>
    public static string Target(string typeName, params ReadOnlySpan<Schema.Values.Value> values)
    {
        foreach (var value in values)
        {
            if (Schema.Values.ValueReading.AsText(Schema.Values.ValueReading.Member(value, "name")) is { } name) return $"{typeName}/{name}";
        }

        return typeName;
    }
}
