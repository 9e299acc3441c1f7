using Provisioning.Model.Servers;

namespace Provisioning.Resources.Servers;

/// <summary>The id of a server's import: <c>NAME@ADDRESS?credential=CREDENTIAL</c>.</summary>
/// <param name="Name">The server's name.</param>
/// <param name="Bmc">How to reach its BMC.</param>
internal sealed record ServerImportId(string Name, BmcEndpoint Bmc)
{
    private const string CredentialKey = "credential=";

    public static ServerImportId? Parse(string id)
    {
        var at = id.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0) return null;
        var rest = id[(at + 1)..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var address = question < 0 ? rest : rest[..question];
        var credential = "default";
        if (question >= 0)
        {
            var query = rest[(question + 1)..];
            if (!query.StartsWith(CredentialKey, StringComparison.Ordinal)) return null;
            credential = query[CredentialKey.Length..];
        }

        return address.Length == 0 || credential.Length == 0 ? null : new ServerImportId(id[..at], new BmcEndpoint(address, credential, [], null));
    }
}
