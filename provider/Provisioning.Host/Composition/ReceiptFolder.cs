using System.Globalization;
using Provisioning.Api.Receipts;
using Provisioning.Model.Servers;

namespace Provisioning.Host.Composition;

/// <summary>The receipts of a store: one folder for each claim, one file for each receipt, named by its place in the chain.</summary>
/// <param name="store">The store's folder.</param>
internal sealed class ReceiptFolder(string store)
{
    private const string PublicKeyName = "keys/site.pub.pem";

    /// <summary>Where a receipt is kept; the name sorts by the place in the chain.</summary>
    public string PathOf(ClaimId claim, int sequence) => Path.Combine(store, NameOf(claim, sequence).Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The site's public key.</summary>
    public async Task<ReceiptFile> ReadPublicKeyAsync(CancellationToken cancellationToken) =>
        new(PublicKeyName, await File.ReadAllTextAsync(Path.Combine(store, "keys", "site.pub.pem"), cancellationToken));

    /// <summary>The receipts of a claim in the order of the chain.</summary>
    public async Task<IReadOnlyList<ReceiptFile>> ReadAsync(ClaimId claim, CancellationToken cancellationToken)
    {
        var files = new List<ReceiptFile>();
        for (var sequence = 1; File.Exists(PathOf(claim, sequence)); sequence++)
            files.Add(new ReceiptFile(NameOf(claim, sequence), await File.ReadAllTextAsync(PathOf(claim, sequence), cancellationToken)));
        return files;
    }

    private static string NameOf(ClaimId claim, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"receipts/{claim.Text}/{sequence:D6}.dsse.json");
}
