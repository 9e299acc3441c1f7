using System.Security.Cryptography;
using System.Text;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Bmc.Quirks;

/// <summary>The packs in force. For each behaviour the narrowest entry that covers a BMC wins.</summary>
internal sealed class QuirkCatalogue
{
    private const string ResourcePrefix = "quirks/";

    private readonly QuirkEntry[] _entries;

    private QuirkCatalogue(IReadOnlyList<QuirkPack> packs)
    {
        Packs = packs.OrderBy(pack => pack.Name, StringComparer.Ordinal).ToValueArray();
        _entries = [.. Packs.SelectMany(pack => pack.Entries).OrderByDescending(entry => entry.Scope.Specificity).ThenBy(entry => entry.Id, StringComparer.Ordinal)];
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Packs.Select(pack => $"{pack.Name} {pack.Digest}\n")))));
    }

    /// <summary>The packs that the product ships.</summary>
    public static QuirkCatalogue Shipped { get; } = Load(ShippedTexts()).Match(
        success => success.Value, failure => throw new InvalidDataException(failure.Errors[0].Seen));

    /// <summary>The packs.</summary>
    public ValueArray<QuirkPack> Packs { get; }

    /// <summary>SHA-256 over the packs' names and digests, as lower-case hex.</summary>
    public string Digest { get; }

    /// <summary>Reads packs from their texts, by origin.</summary>
    public static Outcome<QuirkCatalogue> Load(IEnumerable<KeyValuePair<string, string>> texts)
    {
        var (packs, errors) = (new List<QuirkPack>(), new List<Diagnostic>());
        foreach (var (origin, text) in texts)
        {
            _ = QuirkPackReader.Read(origin, text).Match<object?>(
                success =>
                {
                    packs.Add(success.Value);
                    return null;
                },
                failure =>
                {
                    errors.AddRange(failure.Errors);
                    return null;
                });
        }

        foreach (var twice in packs.SelectMany(pack => pack.Entries.Select(entry => (pack, entry))).GroupBy(pair => pair.entry.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            errors.Add(QuirkPackReader.Invalid(twice.Last().pack.Name, $"the id {twice.Key} is taken", 1));
        }

        foreach (var tie in packs.SelectMany(pack => pack.Entries.Select(entry => (pack, entry))).GroupBy(pair => (pair.entry.Behaviour, pair.entry.Scope)).Where(group => group.Count() > 1))
        {
            errors.Add(QuirkPackReader.Invalid(tie.Last().pack.Name, $"{string.Join(" and ", tie.Select(pair => pair.entry.Id))} say the same of the same BMCs", 1));
        }

        return errors.Count > 0 ? Outcome<QuirkCatalogue>.Fail(errors) : new QuirkCatalogue(packs);
    }

    /// <summary>The shipped packs and those of a folder (<c>*.yaml</c>), which may add and may not repeat.</summary>
    public static Outcome<QuirkCatalogue> LoadWithFolder(string folder) => Load(ShippedTexts().Concat(
        Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => KeyValuePair.Create(Path.GetFileName(file), File.ReadAllText(file)))));

    /// <summary>What the packs say of one behaviour on one BMC; null: nothing.</summary>
    public string? Find(QuirkBehaviour behaviour, QuirkFacts facts) => FindEntry(behaviour, facts)?.Value;

    /// <summary>The entry that decides a behaviour on one BMC.</summary>
    public QuirkEntry? FindEntry(QuirkBehaviour behaviour, QuirkFacts facts) =>
        Array.Find(_entries, entry => entry.Behaviour == behaviour && entry.Scope.Covers(facts));

    private static IEnumerable<KeyValuePair<string, string>> ShippedTexts()
    {
        var assembly = typeof(QuirkCatalogue).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return KeyValuePair.Create(name[ResourcePrefix.Length..], reader.ReadToEnd());
        }
    }
}
