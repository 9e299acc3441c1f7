using System.Globalization;
using Provisioning.Attestation.Receipts;
using Provisioning.Model.Servers;
using ReceiptFile = Provisioning.Api.Receipts.ReceiptFile;

namespace Provisioning.Host.Composition;

/// <summary>The receipts of a store, one file each, named by claim, place in the chain and stage; the names are those of an export.</summary>
/// <param name="store">The store's folder.</param>
internal sealed class ReceiptFolder(string store)
{
    /// <summary>The file of a receipt that is kept already; null: none is.</summary>
    public string? Find(ClaimId claim, int sequence) => Names(claim, string.Create(CultureInfo.InvariantCulture, $"-{sequence:D6}-")).FirstOrDefault();

    /// <summary>Keeps a file whole or not at all.</summary>
    public async Task KeepAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".new";
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(content, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Reads one file by its name.</summary>
    public Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken) => File.ReadAllBytesAsync(PathOf(name), cancellationToken);

    /// <summary>The site's public key.</summary>
    public Task<ReceiptFile> ReadKeyAsync(CancellationToken cancellationToken) => ReadTextAsync(ReceiptNames.KeyFile, cancellationToken);

    /// <summary>The receipts of a claim in the order of the chain.</summary>
    public async Task<IReadOnlyList<ReceiptFile>> ReadChainAsync(ClaimId claim, CancellationToken cancellationToken)
    {
        var files = new List<ReceiptFile>();
        foreach (var name in Names(claim, "-")) files.Add(await ReadTextAsync(name, cancellationToken));
        return files;
    }

    private async Task<ReceiptFile> ReadTextAsync(string name, CancellationToken cancellationToken) =>
        new(name, await File.ReadAllTextAsync(PathOf(name), cancellationToken));

    private IEnumerable<string> Names(ClaimId claim, string after)
    {
        var folder = PathOf("receipts");
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateFiles(folder, $"{claim.Text}{after}*{ReceiptNames.EnvelopeSuffix}")
            .Select(file => "receipts/" + Path.GetFileName(file))
            .Order(StringComparer.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(store, name.Replace('/', Path.DirectorySeparatorChar));
}
