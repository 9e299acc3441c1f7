using Xunit.Sdk;

namespace Provisioning.Attestation.Tests;

/// <summary>Recordings made by others, which lie outside the repository.</summary>
internal static class RecordedData
{
    private static readonly string? Root = FindRoot();

    /// <summary>A recorded file; skips the test where recordings are absent.</summary>
    public static byte[] Read(params ReadOnlySpan<string> path) => File.ReadAllBytes(Find(path));

    /// <summary>The path of a recorded file or folder; skips the test where recordings are absent.</summary>
    public static string Find(params ReadOnlySpan<string> path)
    {
        if (Root is null) throw SkipException.ForSkip("Recorded data is not here (PROVISIONING_RECORDED_DATA, or ../shared/data beside the checkout).");
        return Path.Combine([Root, "attestation", .. path]);
    }

    /// <summary>A recording of our own that travels with the tests, as hexadecimal text.</summary>
    public static byte[] Own(string name) =>
        Convert.FromHexString(string.Concat(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", name))));

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("PROVISIONING_RECORDED_DATA") is { Length: > 0 } given) return Directory.Exists(given) ? given : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Provisioning.sln"))) continue;
            var data = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data"));
            return Directory.Exists(data) ? data : null;
        }

        return null;
    }
}
