using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Provisioning.Simulator.Personalities;

/// <summary>The personalities that are built in: one YAML document each, embedded.</summary>
internal static class PersonalityCatalogue
{
    private const string Prefix = "personality/";
    private const string Suffix = ".yaml";

    private static readonly Lazy<FrozenDictionary<string, Personality>> All = new(Load);

    public static IEnumerable<string> Names => All.Value.Keys.Order(StringComparer.Ordinal);

    public static bool TryFind(string name, [NotNullWhen(true)] out Personality? personality) => All.Value.TryGetValue(name, out personality);

    private static FrozenDictionary<string, Personality> Load()
    {
        var assembly = typeof(PersonalityCatalogue).Assembly;
        var personalities = new Dictionary<string, Personality>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource[Prefix.Length..^Suffix.Length];
            personalities.Add(name, PersonalityReader.Read(name, reader.ReadToEnd()));
        }

        return personalities.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
