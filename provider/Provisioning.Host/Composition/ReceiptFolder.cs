using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioning.Attestation.Receipts;
using Provisioning.Model.Servers;
using ReceiptFile = Provisioning.Api.Receipts.ReceiptFile;

namespace Provisioning.Host.Composition;

/// <summary>The receipts of a store, one file each, named by claim, place in the chain and stage; the names are those of an export.</summary>
/// <param name="store">The store's folder.</param>
internal sealed class ReceiptFolder(string store)
{
    /// <summary>The file of a receipt that is kept already; null: none is.</summary>
    public string? Find(ClaimId claim, int sequence) => Names(string.Create(CultureInfo.InvariantCulture, $"{claim.Text}-{sequence:D6}-")).FirstOrDefault();

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

    /// <summary>The receipts of all claims in the order of their names; or those of every claim with a receipt about a server of a name.</summary>
    public async Task<IReadOnlyList<ReceiptFile>> ReadAllAsync(string? server, CancellationToken cancellationToken)
    {
        var files = new List<ReceiptFile>();
        foreach (var name in Names("")) files.Add(await ReadTextAsync(name, cancellationToken));
        if (server is null) return files;
        var chains = files.Where(file => NameIn(file) == server)
            .Select(file => ChainOf(file.Name)).ToHashSet(StringComparer.Ordinal);
        return files.FindAll(file => chains.Contains(ChainOf(file.Name)));
    }

    private async Task<ReceiptFile> ReadTextAsync(string name, CancellationToken cancellationToken) =>
        new(name, await File.ReadAllTextAsync(PathOf(name), cancellationToken));

    /// <summary>What the names of one claim's receipts begin with.</summary>
    private static string ChainOf(string name)
    {
        var stage = name.LastIndexOf('-');
        var sequence = stage > 0 ? name.LastIndexOf('-', stage - 1) : -1;
        return name[..(sequence + 1)];
    }

    /// <summary>The server that a receipt is about; null where it cannot be read. The folder is our own: nothing is verified.</summary>
    private static string? NameIn(ReceiptFile file)
    {
        if (DsseEnvelope.Parse(Encoding.UTF8.GetBytes(file.Content)) is not { } envelope) return null;
        try
        {
            return JsonNode.Parse(envelope.Payload.AsSpan())?["predicate"]?["server"]?["name"]?.GetValue<string>();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private IEnumerable<string> Names(string beginning)
    {
        var folder = PathOf("receipts");
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateFiles(folder, $"{beginning}*{ReceiptNames.EnvelopeSuffix}")
            .Select(file => "receipts/" + Path.GetFileName(file))
            .Order(StringComparer.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(store, name.Replace('/', Path.DirectorySeparatorChar));
}
