using Provisioning.Imaging.Tools;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.DeployImages;

/// <summary>The shared libraries that a program needs, found by <c>ldd</c>, and those that it opens by name at run time.</summary>
internal sealed class SharedLibraries(IToolRunner tools)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly string[] Places =
        ["/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib"];

    /// <summary>
    /// The absolute paths of all libraries of a program and of the named libraries. .NET opens OpenSSL by name
    /// (System.Security.Cryptography), so <c>ldd</c> alone does not show it.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<string>>> OfAsync(
        string program, IEnumerable<(string Library, string Package)> openedByName, CancellationToken cancellationToken)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var open = new List<string> { program };
        foreach (var (library, package) in openedByName)
        {
            var file = Places.Select(place => Path.Combine(place, library)).FirstOrDefault(File.Exists);
            if (file is null) return DeployImageDiagnostics.NoInput($"The library {library}", library, $"package {package}");
            found.Add(file);
            open.Add(file);
        }

        foreach (var file in open)
        {
            var listed = await tools.RunAsync(new ToolCommand("ldd", "libc-bin", [file], Deadline), cancellationToken);
            if (listed is not Outcome<ToolOutput>.Success success) return Outcome<IReadOnlyList<string>>.Fail(listed.Diagnostics);
            foreach (var library in Parse(success.Value.Text)) found.Add(library);
        }

        return found.ToList();
    }

    /// <summary>The paths in what <c>ldd</c> prints: <c>name =&gt; path (address)</c>, or <c>path (address)</c> for the loader.</summary>
    internal static IEnumerable<string> Parse(string text) => text.Split('\n')
        .Select(line => line.Trim())
        .Select(line => line.Contains("=> ", StringComparison.Ordinal) ? line[(line.IndexOf("=> ", StringComparison.Ordinal) + 3)..] : line)
        .Where(line => line.StartsWith('/'))
        .Select(line => line.Split(' ')[0]);
}
