namespace Provisioning.Architecture.Tests.Sources;

/// <summary>Finds the repository by walking up to the solution: paths compiled into a deterministic build name no real folder.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> CSharp { get; } = Read("*.cs");

    public static IReadOnlyList<SourceFile> Projects { get; } = Read("*.csproj");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Provisioning.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("Provisioning.sln is in no folder above the tests.");
    }

    private static List<SourceFile> Read(string pattern) =>
    [
        .. from top in new[] { "provider", "powershell", "tests" }
           let folder = Path.Combine(Root, top)
           where Directory.Exists(folder)
           from file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
           let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
           where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
           orderby path
           select new SourceFile(path, File.ReadAllText(file)),
    ];
}
