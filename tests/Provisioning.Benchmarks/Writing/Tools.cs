using System.Text.RegularExpressions;
using Provisioning.Testing.Programs;

namespace Provisioning.Benchmarks.Writing;

/// <summary>What an operator's pipeline is made of, as this host has it, with the libraries that each needs.</summary>
internal static partial class Tools
{
    /// <summary>Files of the programs: their own path, and each library at the path that the loader looks at.</summary>
    public static async Task<IReadOnlyCollection<string>> LibrariesAsync(IEnumerable<string> programs, CancellationToken cancellationToken)
    {
        var libraries = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var program in programs)
        {
            var said = await Command.RunAsync("ldd", [program], "/", new Dictionary<string, string>(), cancellationToken);
            libraries.UnionWith(Library().Matches(said.Output).Select(match => match.Value));
        }

        return libraries;
    }

    /// <summary>Where a program is on PATH.</summary>
    public static string Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{name} is not on PATH");

    [GeneratedRegex(@"/\S+\.so\S*")]
    private static partial Regex Library();
}
