using System.Diagnostics.CodeAnalysis;

namespace Provisioning.Schema.Servers;

/// <summary>What a user writes to adopt a machine: <c>NAME[@ADDRESS][?credential=NAME[&amp;read_credential=NAME]]</c>.</summary>
/// <param name="Name">The server's name.</param>
/// <param name="Address">The BMC's address, as <see cref="Descriptions.BmcAddress"/> takes it; null: where the store knows it to be.</param>
/// <param name="Credential">The credential's name; <c>default</c> where none is given.</param>
/// <param name="ReadCredential">The name of one that may only read, or null.</param>
public sealed record ServerImportId(string Name, string? Address, string Credential, string? ReadCredential)
{
    /// <summary>Takes an id apart; the parts are checked where they are used, as those of a configuration are.</summary>
    public static bool TryParse(string id, [NotNullWhen(true)] out ServerImportId? parsed)
    {
        parsed = null;
        var question = id.IndexOf('?', StringComparison.Ordinal);
        var place = question < 0 ? id : id[..question];
        var at = place.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? place : place[..at];
        var address = at < 0 ? null : place[(at + 1)..];
        if (name.Length == 0 || address is { Length: 0 }) return false;
        string? credential = null;
        string? readCredential = null;
        foreach (var part in question < 0 ? [] : id[(question + 1)..].Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || equals == part.Length - 1) return false;
            var text = part[(equals + 1)..];
            switch (part[..equals])
            {
                case "credential" when credential is null:
                    credential = text;
                    break;
                case "read_credential" when readCredential is null:
                    readCredential = text;
                    break;
                default:
                    return false;
            }
        }

        parsed = new ServerImportId(name, address, credential ?? "default", readCredential);
        return true;
    }
}
