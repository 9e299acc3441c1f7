using System.Globalization;

namespace Provisioning.Agent.Linux;

/// <summary>Reads the small files of /proc and /sys, where anything may be missing or refuse.</summary>
internal static class SysFile
{
    /// <summary>The file's text, trimmed; empty when it cannot be read.</summary>
    public static string Text(params ReadOnlySpan<string> path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(path)).Trim().Trim('\0').Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>The file's number; null when it holds none.</summary>
    public static long? Number(params ReadOnlySpan<string> path) =>
        long.TryParse(Text(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Names in a folder, sorted; none when it does not exist.</summary>
    public static IReadOnlyList<string> Names(params ReadOnlySpan<string> path)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Path.Combine(path)).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The last part of what a symbolic link points to; empty when there is none.</summary>
    public static string LinkName(params ReadOnlySpan<string> path)
    {
        try
        {
            return Path.GetFileName(new FileInfo(Path.Combine(path)).LinkTarget) ?? "";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
