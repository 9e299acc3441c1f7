using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Servers;

/// <summary>The arguments of a server that was imported: its name and its BMC; everything else is not set.</summary>
internal static class ServerImported
{
    public static Value Arguments(ServerImportId id, string address)
    {
        var state = Value.Of(ServerSchema.Description.Shape.Attributes.Select(attribute => KeyValuePair.Create(attribute.Name, Value.Null)));
        return state.With("name", Value.Of(id.Name)).With("bmc", Bmc(id, address));
    }

    private static Value Bmc(ServerImportId id, string address) => Value.Of(
    [
        KeyValuePair.Create("address", Value.Of(address)),
        KeyValuePair.Create("credential", Value.Of(id.Credential)),
        KeyValuePair.Create("bootstrap_credentials", Value.Null),
        KeyValuePair.Create("read_credential", id.ReadCredential is { } reader ? Value.Of(reader) : Value.Null),
    ]);
}
