using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Servers;

/// <summary>The arguments of a server that was imported: its name and its BMC; everything else is not set.</summary>
internal static class ServerImported
{
    public static Value Arguments(ServerImportId id)
    {
        var state = Value.Of(ServerSchema.Description.Shape.Attributes.Select(attribute => KeyValuePair.Create(attribute.Name, Value.Null)));
        return state.With("name", Value.Of(id.Name)).With("bmc", Bmc(id));
    }

    private static Value Bmc(ServerImportId id) => Value.Of(
    [
        KeyValuePair.Create("address", Value.Of(id.Address)),
        KeyValuePair.Create("credential", Value.Of(id.Credential)),
        KeyValuePair.Create("bootstrap_credentials", Value.Null),
        KeyValuePair.Create("read_credential", id.ReadCredential is { } reader ? Value.Of(reader) : Value.Null),
    ]);
}
