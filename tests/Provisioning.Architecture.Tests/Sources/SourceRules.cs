using System.Text.RegularExpressions;

namespace Provisioning.Architecture.Tests.Sources;

/// <summary>Rules over source files; each gives every offender, so that one run shows all of them.</summary>
internal static partial class SourceRules
{
    private const int MostLines = 400;
    private const int MostFilesInFolder = 20;

    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Lines > MostLines
        select $"{file.Path} has {file.Lines} lines; at most {MostLines}";

    public static IEnumerable<string> TooManyInFolder(IEnumerable<SourceFile> files) =>
        from file in files
        where !file.Path.StartsWith("tests/", StringComparison.Ordinal)
        group file by file.Folder into folder
        where folder.Count() > MostFilesInFolder
        select $"{folder.Key} has {folder.Count()} files; at most {MostFilesInFolder}: move the feature down a level";

    /// <summary>The namespace of a file is its project's name and the folders below it.</summary>
    public static IEnumerable<string> NamespaceIsNotFolder(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            var match = NamespaceLine().Match(file.Text);
            if (!match.Success) continue;
            var parts = file.Folder.Split('/');
            var expected = string.Join('.', parts.Skip(1));
            if (match.Groups[1].Value != expected) yield return $"{file.Path}: namespace {match.Groups[1].Value}; expected {expected}";
        }
    }

    public static IEnumerable<string> CatchAllNames(IEnumerable<SourceFile> files) =>
        from file in files
        where CatchAllFolder().IsMatch(file.Path)
        select $"{file.Path}: folders are named for features, not Utils, Helpers or Common";

    /// <summary>One type a file, found by its name; an abstract type and those that derive from it are one family and may stay together.</summary>
    public static IEnumerable<string> SeveralTypes(IEnumerable<SourceFile> files) =>
        from file in files
        let types = TypeLine().Matches(file.Text)
        where types.Count > 1
        let families = types.Where(type => type.Groups["modifiers"].Value.Contains("abstract ", StringComparison.Ordinal)).Select(Name).ToHashSet()
        let strangers = types.Where(type => !families.Contains(Name(type)) && !type.Groups["bases"].Value.Split(' ', ',', '(', '<', ';').Any(families.Contains))
        where strangers.Any()
        select $"{file.Path}: {string.Join(", ", types.Select(Name))} (one type a file)";

    /// <summary>Clock and console by text as well: the analyzer can be switched off in a project, this cannot.</summary>
    public static IEnumerable<string> AmbientCalls(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.StartsWith("provider/", StringComparison.Ordinal)
        from Match match in AmbientClock().Matches(file.Text)
        select $"{file.Path}: {match.Value} (time comes from TimeProvider; no sleeps)";

    public static IEnumerable<string> ConsoleCalls(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.StartsWith("provider/", StringComparison.Ordinal) && !MaySpeak().IsMatch(file.Path)
        from Match match in ConsoleUse().Matches(file.Text)
        select $"{file.Path}: {match.Value} (only Cli, Provider, Agent and Simulator speak to a terminal)";

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    private static string Name(Match type) => type.Groups["name"].Value;

    [GeneratedRegex(
        @"^(?<modifiers>(?:(?:public|internal|static|sealed|abstract|partial|readonly|ref|unsafe|file) )+)(?:record struct|record|class|struct|interface|enum) (?<name>\w+)[^\n:]*(?::(?<bases>[^\n]*))?",
        RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"/(Utils?|Helpers?|Common|Misc)/")]
    private static partial Regex CatchAllFolder();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bThread\.Sleep\b")]
    private static partial Regex AmbientClock();

    [GeneratedRegex(@"(?<![\w.])Console\.(Write|Error|Out|In|Read)\w*")]
    private static partial Regex ConsoleUse();

    [GeneratedRegex(@"^provider/Provisioning\.(Cli|Provider|Agent|Simulator)/")]
    private static partial Regex MaySpeak();
}
