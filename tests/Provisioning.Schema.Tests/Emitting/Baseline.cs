using System.Text;

namespace Provisioning.Schema.Tests.Emitting;

/// <summary>
/// Committed files that are generated. A file that differs fails its test; with <c>PROVISIONING_BLESS=1</c> the test rewrites it instead, which
/// never happens where <c>CI</c> is set.
/// </summary>
internal static class Baseline
{
    public static string Root { get; } = FindRoot();

    public static void Check(string path, string text)
    {
        var file = Path.Combine(Root, path);
        var committed = File.Exists(file) ? File.ReadAllText(file) : null;
        if (committed == text) return;
        if (Environment.GetEnvironmentVariable("PROVISIONING_BLESS") == "1" && Environment.GetEnvironmentVariable("CI") is null or "")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text, new UTF8Encoding(false));
            return;
        }

        Assert.Fail(
            $"{path} {(committed is null ? "is missing" : $"is out of date ({FirstDifference(committed, text)})")}. "
            + "Accept what is generated now: PROVISIONING_BLESS=1 dotnet run --project tests/Provisioning.Schema.Tests");
    }

    private static string FirstDifference(string committed, string text)
    {
        var before = committed.Split('\n');
        var now = text.Split('\n');
        var line = Enumerable.Range(0, Math.Min(before.Length, now.Length)).FirstOrDefault(i => before[i] != now[i], Math.Min(before.Length, now.Length));
        return $"line {line + 1}: \"{(line < before.Length ? before[line] : "")}\" is now \"{(line < now.Length ? now[line] : "")}\"";
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Provisioning.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("Provisioning.sln is nowhere above the test.");
    }
}
